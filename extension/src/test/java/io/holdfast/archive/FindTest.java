package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found of a session. */
class FindTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    private Finding find() {
        return archive.find(KEY, Trace.SEEN, PATIENCE);
    }

    private SessionRecord found() {
        assertThat(find()).isInstanceOf(Finding.Row.class);
        return ((Finding.Row) find()).record();
    }

    @Test
    void whatIsArchivedIsFoundWithItsTimeToLive() {
        saveMany(KEY, 10);
        assertThat(find()).isEqualTo(new Finding.Row(table.record(KEY), Changes.TTL));
        assertThat(((Live) found()).changes().unarchived()).isZero();
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(find()).isEqualTo(new Finding.Nothing());
    }

    @Test
    void whatWaitsHereIsMergedInAndCountsAsUnarchived() {
        saveMany(KEY, 12);
        Live found = (Live) found();
        assertThat(Changes.uncounted(found)).isEqualTo(Changes.uncounted(nodes.copies.get(KEY)));
        assertThat(found.changes().unarchived()).isEqualTo(2);
    }

    @Test
    void whatWaitsHereIsFoundWhereThereIsNoRow() {
        Live saved = save(KEY, "a");
        clock.advance(Duration.ofSeconds(10));
        assertThat(find()).isEqualTo(new Finding.Row(saved, Changes.TTL - 10));
    }

    @Test
    void whatWaitsHereLongerThanItLivesIsNotFound() {
        archive.seen(KEY, others.first(KEY, "a"), 5);
        clock.advance(Duration.ofSeconds(5));
        assertThat(find()).isEqualTo(new Finding.Nothing());
    }

    @Test
    void whatWaitsHereAloneIsNotServedWhileTheTableCannotBeAskedUnlessItHasEnded() {
        table.isAway = true;
        save(KEY, "a");
        assertThat(find()).isEqualTo(new Finding.Unknown());
        Tombstone end = changes.end();
        SessionRecord unused = archive.write(KEY, end, 60, PATIENCE);
        assertThat(find()).isEqualTo(new Finding.Row(end, 60));
    }

    @Test
    void aRowThatCannotBeReadIsUnknown() {
        table.unreadable.add(KEY);
        assertThat(find()).isEqualTo(new Finding.Unknown());
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.UP);
        assertThat(archive.status().totals().unreadable()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedByNobodyButLookedAtNowAndThen() {
        table.isAway = true;
        for (int i = 0; i < 100; i++) {
            assertThat(find()).isEqualTo(new Finding.Unknown());
        }
        assertThat(table.finds()).hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(find()).isEqualTo(new Finding.Unknown());
        assertThat(table.finds()).hasSize(1);
        assertThat(table.looks()).hasSizeBetween(15, 35);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.UP);
        assertThat(find()).isEqualTo(new Finding.Nothing());
    }

    @Test
    void whereWritingFailedReadingGoesOnWhenThatIsKnownToGo() {
        table.rows.put(KEY, new SessionTable.Row(java.util.Optional.of(changes.end()), 60));
        table.poisonous.add("hf:other");
        saveMany("hf:other", 10);
        assertThat(find()).isEqualTo(new Finding.Unknown());
        clock.advance(Duration.ofSeconds(4));
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.DOWN);
        assertThat(found()).isInstanceOf(Tombstone.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(found()).isInstanceOf(Tombstone.class);
    }

    @Test
    void aWriteThatTheSelectCameTooEarlyForIsNotMissed() {
        Tombstone end = changes.end();
        table.late = () -> assertThat(archive.write(KEY, end, 60, PATIENCE)).isNotNull();
        assertThat(find()).isEqualTo(new Finding.Row(end, 60));
        assertThat(table.finds()).isEqualTo(List.of(KEY));
    }

    @Test
    void beforeTheStartAndAfterTheEndNothingIsKnown() {
        saveMany(KEY, 10);
        archive.close();
        assertThat(find()).isEqualTo(new Finding.Unknown());
        archive = archive(ArchiveSettings.of(EVERY, INTERVAL));
        assertThat(find()).isEqualTo(new Finding.Unknown());
    }
}
