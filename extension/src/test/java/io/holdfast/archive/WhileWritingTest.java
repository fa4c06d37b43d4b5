package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.testing.LogLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is handed over while something of the same session is written, and what is waited for. */
class WhileWritingTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @Test
    void whatIsHandedOverWhileItsSessionIsWrittenIsWrittenNext() {
        table.before = () -> save(KEY, "meanwhile");
        saveMany(KEY, 10);
        assertThat(isArchived(KEY)).isFalse();
        assertThat(archive.status().waiting().sessions()).isEqualTo(1);
        assertThat(unarchivedOnNodes(KEY)).isEqualTo(1);
        clock.advance(INTERVAL);
        assertThat(isArchived(KEY)).isTrue();
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(unarchivedOnNodes(KEY)).isZero();
    }

    @Test
    void tenChangesWhileItsSessionIsWrittenAreWrittenAtOnce() {
        table.before = () -> saveMany(KEY, 10);
        saveMany(KEY, 10);
        assertThat(table.merges()).hasSizeBetween(2, 3);
        assertThat(isArchived(KEY)).isTrue();
    }

    @Test
    void aHandoverThatTheRowHoldsAlreadyIsNotWrittenAgain() {
        Live all = changes.many(KEY, 10);
        table.before = () -> archive.saved(KEY, all, Changes.TTL);
        archive.saved(KEY, all, Changes.TTL);
        clock.advance(INTERVAL);
        assertThat(table.merges()).hasSize(1);
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void handoversInTheWrongOrderLoseNothing() {
        Live older = changes.first(KEY, "a");
        Live newer = changes.next(KEY, older, "b");
        archive.saved(KEY, newer, Changes.TTL);
        archive.saved(KEY, older, Changes.TTL);
        clock.advance(INTERVAL);
        assertThat(((Live) table.record(KEY)).attributes()).containsOnlyKeys("a", "b");
        assertThat(((Live) table.record(KEY)).changes().unarchived()).isZero();
    }

    @Test
    void aWriteIsWaitedForAndTakesAlongWhatWaits() {
        save(KEY, "a");
        Live first = changes.first(KEY, "b");
        assertThat(archive.write(KEY, first, Changes.TTL, PATIENCE)).isNotNull();
        assertThat(((Live) table.record(KEY)).attributes()).containsOnlyKeys("a", "b");
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void aTombstoneWinsOverWhatWaitsAndOverLateSaves() {
        save(KEY, "a");
        Tombstone end = changes.end();
        table.before = () -> archive.saved(KEY, changes.many(KEY, 12), Changes.TTL);
        assertThat(archive.write(KEY, end, 70, PATIENCE)).isNotNull();
        clock.advance(INTERVAL.multipliedBy(2));
        assertThat(table.record(KEY)).isEqualTo(end);
        assertThat(nodes.copies.get(KEY)).isEqualTo(end);
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void aSessionThatAnotherServerEndedIsEndedOnTheNodesToo() {
        Tombstone end = others.end();
        save(KEY, "a");
        table.merge(java.util.List.of(new SessionTable.Entry(KEY, end, 60)));
        clock.advance(INTERVAL);
        assertThat(nodes.copies.get(KEY)).isEqualTo(end);
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void aWriteWhoseAnswerIsLostIsRepeated() {
        table.losesAnswers = true;
        assertThat(archive.write(KEY, changes.first(KEY, "a"), Changes.TTL, MOMENT))
                .isNull();
        assertThat(archive.status().waiting().sessions()).isEqualTo(1);
        table.losesAnswers = false;
        clock.advance(INTERVAL);
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(table.merges()).hasSizeBetween(2, 3);
    }

    @Test
    void aRowThatCannotBeReadIsCountedAndLeftToTheTableToTellOf() {
        table.unreadable.add(KEY);
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            assertThat(archive.write(KEY, changes.first(KEY, "a"), Changes.TTL, PATIENCE))
                    .isNull();
            saveMany(KEY, 10);
            assertThat(log.all()).isEmpty();
        }
        assertThat(archive.status().totals().unreadable()).isGreaterThanOrEqualTo(2);
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.UP);
    }

    @Test
    void whileItIsWrittenItIsFoundAmongWhatWaits() {
        Live all = changes.many(KEY, 10);
        table.late = () -> assertThat(archive.waiting(KEY)).isEqualTo(all);
        archive.saved(KEY, all, Changes.TTL);
        assertThat(table.merges()).hasSize(1);
        assertThat(archive.waiting(KEY)).isNull();
    }
}
