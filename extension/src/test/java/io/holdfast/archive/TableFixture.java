package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.key;

import io.holdfast.archive.SessionTable.Ending;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.archive.SessionTable.Row;
import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Two tables that see the same rows, as two servers do, and what a test does to them. */
abstract class TableFixture {

    protected static final String NAMESPACE = "/shop";
    protected static final String KEY = key("a");

    protected SessionTable table;
    protected SessionTable other;

    /** A table that another server of that application could use; all of one test see the same rows, at first none. */
    protected abstract SessionTable newTable(String namespace);

    /** Lets so much time pass on the database's clock, or does to the rows what amounts to the same. */
    protected abstract void pass(Duration time);

    /** Changes a byte in the middle of what the row holds. */
    protected abstract void damage(String key);

    /** How many rows there are, whoever's. */
    protected abstract int rows();

    @BeforeEach
    protected void open() {
        table = newTable(NAMESPACE);
        other = newTable(NAMESPACE);
    }

    protected SessionRecord merge(Entry entry) {
        return table.merge(List.of(entry)).get(entry.key());
    }

    @Nullable
    protected Row row(String key) {
        return other.find(List.of(key)).get(key);
    }

    /** The row, whatever time it has left. */
    protected Ending ending(String key) {
        return table.ending("", Duration.ofDays(400), 1_000).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
