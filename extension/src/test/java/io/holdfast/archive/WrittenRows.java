package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one writer wrote and saw: a row must hold what it wrote, and never less than it saw before. */
final class WrittenRows {

    private final SessionTable table;
    private final int writer;
    private final Map<String, Live> seen = new HashMap<>();

    WrittenRows(SessionTable table, int writer) {
        this.table = table;
        this.writer = writer;
    }

    /** Merges this writer's change of that number into each row; the attribute's name is the writer's. */
    void write(Collection<String> keys, int number) {
        List<Entry> entries = keys.stream()
                .map(key -> entry(key, live("a:" + writer, "" + number, writer, number)))
                .toList();
        Map<String, SessionRecord> merged = table.merge(entries);
        assertThat(merged).hasSameSizeAs(keys);
        merged.forEach(this::look);
        merged.values()
                .forEach(record ->
                        assertThat(((Live) record).changes().made(writer)).isEqualTo(number));
    }

    /** A row as it was read. */
    void look(String key, SessionRecord record) {
        Live now = (Live) record;
        Live before = seen.put(key, now);
        if (before != null) {
            before.changes()
                    .writers()
                    .forEach((other, count) ->
                            assertThat(now.changes().made(other)).isGreaterThanOrEqualTo(count.made()));
            before.attributes()
                    .forEach((name, value) ->
                            assertThat(now.attributes().get(name).stamp()).isGreaterThanOrEqualTo(value.stamp()));
        }
    }
}
