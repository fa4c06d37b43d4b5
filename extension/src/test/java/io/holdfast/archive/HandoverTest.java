package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandoverTest extends WriteBehindFixture {

    @Test
    void whatIsHandedOverLateIsArchivedThoughItsNumberIs() {
        archive.start(nodes);
        nodes.areSilent = true;
        Live slow = ArchiveRecords.live("a:slow", "1", 1, 1);
        Live fast = ArchiveRecords.live("a:fast", "1", 1, 2);
        SessionRecord unused = archive.write(KEY, fast, 1800, PATIENCE);
        archive.saved(KEY, SessionMerge.merge(fast, slow), 1800);
        clock.advance(Duration.ofMinutes(5));
        assertThat(((Live) table.record(KEY)).attributes()).containsKeys("a:fast", "a:slow");
    }

    @Test
    void aServerThatOnlyReadWritesNothing() {
        archive.start(nodes);
        Live read = (Live) changes.onNodes(nodes, KEY, "a");
        archive.seen(KEY, read, 1800);
        Live archived = read.with(read.changes().allArchived(clock.instant())); // by the server that changed it
        archive.seen(KEY, archived, 1800);
        clock.advance(Duration.ofMinutes(5));
        assertThat(archive.status().totals().written()).isZero();
    }
}
