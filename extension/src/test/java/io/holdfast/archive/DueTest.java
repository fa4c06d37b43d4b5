package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a session is written. */
class DueTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    private void nothingIsWrittenUntil(Duration time) {
        clock.advance(time.minus(MOMENT));
        assertThat(table.merges()).isEmpty();
        clock.advance(MOMENT);
        assertThat(table.merges()).hasSize(1);
    }

    @Test
    void theTenthChangeIsWrittenAtOnceWithTheNineBefore() {
        saveMany(KEY, 9);
        assertThat(table.merges()).isEmpty();
        save(KEY, "tenth");
        assertThat(table.merges()).hasSize(1);
        assertThat(isArchived(KEY)).isTrue();
        assertThat(unarchivedOnNodes(KEY)).isZero();
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void changesOfTwoServersCountTogether() {
        Live base = changes.many(KEY, 6);
        Live other = others.next(KEY, base, "b");
        for (int i = 0; i < 2; i++) {
            other = others.next(KEY, other, "b");
        }
        archive.saved(KEY, base, Changes.TTL);
        archive.saved(KEY, other, Changes.TTL);
        assertThat(table.merges()).isEmpty();
        archive.saved(KEY, changes.next(KEY, base, "a"), Changes.TTL);
        assertThat(table.merges()).hasSize(1);
    }

    @Test
    void oneChangeIsWrittenWhenItIsAsOldAsTheInterval() {
        save(KEY, "a");
        nothingIsWrittenUntil(INTERVAL);
        assertThat(isArchived(KEY)).isTrue();
    }

    @Test
    void theOldestChangeDecides() {
        save(KEY, "a");
        clock.advance(INTERVAL.dividedBy(2));
        save(KEY, "b");
        nothingIsWrittenUntil(INTERVAL.dividedBy(2));
    }

    @Test
    void severalSessionsAreWrittenTogether() {
        for (int i = 0; i < 250; i++) {
            save("hf:" + i, "a");
        }
        clock.advance(INTERVAL);
        assertThat(table.merges()).hasSize(13).allMatch(keys -> keys.size() <= 20);
        assertThat(archive.status().totals().written()).isEqualTo(250);
    }

    @Test
    void whatAnotherServerChangedIsWrittenHereAfterTwiceTheInterval() {
        Live record = others.first(KEY, "a");
        archive.seen(KEY, record, Changes.TTL);
        nothingIsWrittenUntil(INTERVAL.multipliedBy(2));
    }

    @Test
    void anOldChangeOfAServerThatIsGoneIsWrittenAtOnce() {
        Live record = others.first(KEY, "a");
        clock.advance(INTERVAL.multipliedBy(3));
        archive.seen(KEY, record, Changes.TTL);
        assertThat(table.merges()).hasSize(1);
    }

    @Test
    void theEarlierMomentStays() {
        archive.saved(KEY, changes.first(KEY, "a"), Changes.TTL);
        archive.seen(KEY, others.first(KEY, "b"), Changes.TTL);
        nothingIsWrittenUntil(INTERVAL);
        assertThat(((Live) table.record(KEY)).attributes()).containsOnlyKeys("a", "b");
    }

    @Test
    void aClockThatIsAheadDelaysByTheIntervalAtMost() {
        Changes ahead = new Changes(3, () -> clock.instant().plus(Duration.ofDays(1)));
        archive.saved(KEY, ahead.first(KEY, "a"), Changes.TTL);
        nothingIsWrittenUntil(INTERVAL);
    }

    @Test
    void aClockThatIsBehindMakesItDueAtOnce() {
        Changes behind = new Changes(3, () -> Instant.EPOCH);
        archive.saved(KEY, behind.first(KEY, "a"), Changes.TTL);
        assertThat(table.merges()).hasSize(1);
    }

    @Test
    void whatIsArchivedIsNotWritten() {
        Live record = changes.first(KEY, "a");
        Live archived = record.with(record.changes().allArchived(clock.instant()));
        archive.saved(KEY, archived, Changes.TTL);
        archive.seen(KEY, archived, Changes.TTL);
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void whatWasSeenAndThenArchivedByItsMakerIsNotWrittenOnceMore() {
        Live record = others.first(KEY, "a");
        archive.seen(KEY, record, Changes.TTL);
        archive.seen(KEY, record.with(record.changes().allArchived(clock.instant())), Changes.TTL);
        clock.advance(INTERVAL.multipliedBy(3));
        assertThat(table.merges()).isEmpty();
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void flushMakesAllDue() {
        save(KEY, "a");
        archive.seen("hf:other", others.first("hf:other", "a"), Changes.TTL);
        archive.flush();
        assertThat(table.rows).containsOnlyKeys(KEY, "hf:other");
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void afterAFlushWhatComesLaterWaitsAsEver() {
        save(KEY, "a");
        archive.flush();
        save(KEY, "b");
        assertThat(table.merges()).hasSize(1);
        clock.advance(INTERVAL.minus(MOMENT));
        assertThat(table.merges()).hasSize(1);
        clock.advance(MOMENT);
        assertThat(table.merges()).hasSize(2);
    }

    @Test
    void beforeTheStartEverythingWaits() {
        archive = archive(ArchiveSettings.of(EVERY, INTERVAL));
        saveMany(KEY, 20);
        assertThat(archive.write("hf:other", changes.end(), 60, PATIENCE)).isNull();
        archive.flush();
        assertThat(table.merges()).isEmpty();
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.STARTING);
        archive.start(nodes);
        assertThat(table.rows).containsOnlyKeys(KEY, "hf:other");
        assertThat(archive.status().state()).isEqualTo(ArchiveStatus.State.UP);
    }

    @Test
    void theTimeToLiveIsLessByWhatItWaited() {
        archive.saved(KEY, changes.first(KEY, "a"), 100);
        clock.advance(INTERVAL);
        archive.saved("hf:short", changes.first("hf:short", "a"), 10);
        clock.advance(INTERVAL);
        assertThat(table.rows.get(KEY).ttlSeconds()).isEqualTo(40);
        assertThat(table.rows.get("hf:short").ttlSeconds()).isEqualTo(1);
    }

    @Test
    void theLatestTimeToLiveCountsAndALateSaveDoesNotPutAnEndOff() {
        archive.saved(KEY, changes.first(KEY, "a"), 500);
        archive.saved(KEY, changes.next(KEY, changes.first(KEY, "a"), "b"), 100);
        table.isAway = true;
        SessionRecord unused = archive.write("hf:ended", changes.end(), 70, PATIENCE);
        archive.saved("hf:ended", changes.first("hf:ended", "a"), 5000);
        table.isAway = false;
        clock.advance(INTERVAL);
        assertThat(table.rows.get(KEY).ttlSeconds()).isEqualTo(40);
        assertThat(table.rows.get("hf:ended").ttlSeconds()).isBetween(60, 70);
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveSettings.of(0, INTERVAL));
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveSettings.of(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveSettings.of(1, Duration.ofDays(366)));
    }
}
