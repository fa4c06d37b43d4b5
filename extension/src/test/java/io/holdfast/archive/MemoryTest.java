package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What waits is bounded, and nothing is lost by that. */
class MemoryTest extends WriteBehindFixture {

    private static final long ROOM_FOR_ABOUT_TEN = 4_000;

    @Test
    void recordsThatDoNotFitAreReadOnTheNodesWhenTheirTurnComes() {
        bounded(ROOM_FOR_ABOUT_TEN, 1000);
        for (int i = 0; i < 300; i++) {
            save("hf:" + i, "a");
            assertThat(archive.status().waiting().bytes()).isLessThanOrEqualTo(ROOM_FOR_ABOUT_TEN);
        }
        assertThat(archive.status().waiting().sessions()).isEqualTo(300);
        assertThat(archive.status().waiting().withoutRecord()).isBetween(280, 295);
        clock.advance(INTERVAL);
        assertThat(nodes.copies.keySet()).hasSize(300).allMatch(this::isArchived);
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(archive.status().waiting().bytes()).isZero();
    }

    @Test
    void theyAreReadBackOnlyWhenTheDatabaseTakesThem() {
        bounded(0, 1000);
        table.isAway = true;
        SessionRecord unused = archive.write("hf:other", changes.end(), 60, MOMENT);
        saveMany(KEY, 30);
        clock.advance(Duration.ofMinutes(5));
        assertThat(nodes.reads).isEmpty();
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(isArchived(KEY)).isTrue();
    }

    @Test
    void nodesThatSayNothingAreAskedAgainUntilTheSessionIsOver() {
        bounded(0, 1000);
        nodes.areSilent = true;
        saveMany(KEY, 10);
        clock.advance(Duration.ofMinutes(10));
        assertThat(archive.status().waiting().sessions()).isEqualTo(1);
        assertThat(nodes.reads).hasSizeBetween(10, 60);
        nodes.areSilent = false;
        clock.advance(Duration.ofSeconds(30));
        assertThat(isArchived(KEY)).isTrue();
        assertThat(archive.status().totals().forgotten()).isZero();
    }

    @Test
    void whatNobodyHasIsForgottenWhenTheSessionIsOver() {
        bounded(0, 1000);
        save(KEY, "a");
        nodes.copies.clear();
        clock.advance(Duration.ofSeconds(Changes.TTL - 1));
        assertThat(archive.status().waiting().sessions()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(archive.status().totals().forgotten()).isEqualTo(1);
    }

    @Test
    void anEndStaysInMemory() {
        bounded(0, 1000);
        table.isAway = true;
        nodes.areSilent = true;
        save(KEY, "a");
        Tombstone end = changes.end();
        assertThat(archive.write(KEY, end, 600, PATIENCE)).isNull();
        archive.saved(KEY, changes.first(KEY, "late"), Changes.TTL);
        assertThat(archive.waiting(KEY)).isEqualTo(end);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(table.record(KEY)).isEqualTo(end);
    }

    @Test
    void aRecordThatWasSpilledIsNotReplacedByAnOlderOne() {
        bounded(350, 1000);
        Live older = changes.first(KEY, "a");
        Live newer = changes.next(KEY, older, "b");
        nodes.copies.put(KEY, newer);
        archive.saved(KEY, newer, Changes.TTL);
        archive.saved(KEY, older, Changes.TTL);
        clock.advance(INTERVAL);
        assertThat(isArchived(KEY)).isTrue();
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void tooManySessionsAreTurnedAwayAndCountedAndHandedOverAgainByTheirNextRequest() {
        bounded(1 << 20, 5);
        for (int i = 0; i < 8; i++) {
            save("hf:" + i, "a");
        }
        assertThat(archive.status().waiting().sessions()).isEqualTo(5);
        assertThat(archive.status().totals().overflowed()).isEqualTo(3);
        save("hf:0", "b");
        assertThat(archive.status().totals().overflowed()).isEqualTo(3);
        clock.advance(INTERVAL.multipliedBy(2));
        assertThat(table.rows).hasSize(5);
        archive.seen("hf:7", (Live) nodes.copies.get("hf:7"), Changes.TTL);
        clock.advance(INTERVAL);
        assertThat(isArchived("hf:7")).isTrue();
    }

    @Test
    void recordsThatWereSpilledWhileTheDatabaseWasSeenToBeAwayAreReadAgainWhenItIsBack() {
        bounded(0, 1000);
        table.isAway = true;
        clock.advance(Duration.ofSeconds(2));
        save(KEY, "a");
        table.isAway = false;
        clock.advance(INTERVAL.plusSeconds(5));
        assertThat(isArchived(KEY)).isTrue();
    }

    @Test
    void aRecordThatIsSpilledAfterItFailedIsReadAgainWhereNoOtherCouldShowThatTheDatabaseIsBack() {
        bounded(0, 1000);
        save(KEY, "a");
        table.before = () -> table.isAway = true;
        clock.advance(INTERVAL.plusSeconds(30));
        assertThat(nodes.reads).as("no more than attempts to write").hasSizeLessThan(30);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(isArchived(KEY)).isTrue();
    }
}
