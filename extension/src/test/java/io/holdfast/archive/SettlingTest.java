package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveStatus.State;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers whose database was away: what one of them kept is in before the other one reads. */
class SettlingTest extends WriteBehindFixture {

    private static final Duration STEP = Duration.ofMillis(50);

    private final WriteBehind other = archive(ArchiveSettings.of(EVERY, INTERVAL));

    @BeforeEach
    void start() {
        archive.start(nodes);
        other.start(nodes);
    }

    private void databaseGoesFor(Duration time) {
        table.isAway = true;
        clock.advance(Duration.ofSeconds(3));
        archive.write(KEY, changes.end(), 600, PATIENCE);
        clock.advance(time);
        nodes.copies.clear();
        table.isAway = false;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12, 33, 120, 121, 122, 123, 124, 600})
    void aLogoutThatWaitedForTheDatabaseIsNotUndoneOnAnotherServer(int seconds) {
        saveMany(KEY, 10);
        databaseGoesFor(Duration.ofSeconds(seconds));
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            found.add(other.find(KEY, Trace.SEEN, PATIENCE));
            clock.advance(STEP);
        }
        assertThat(found)
                .noneMatch(each -> each instanceof Finding.Row row && row.record() instanceof Live)
                .noneMatch(each -> each instanceof Finding.Nothing);
        assertThat(found.get(199))
                .isInstanceOfSatisfying(
                        Finding.Row.class, row -> assertThat(row.record()).isInstanceOf(Tombstone.class));
        assertThat(found.indexOf(found.get(199))).as("503 for so long").isLessThan(120);
    }

    @Test
    void aLoginThatWaitedForTheDatabaseIsNotAbsentOnAnotherServer() {
        table.isAway = true;
        clock.advance(Duration.ofSeconds(3));
        archive.write(KEY, changes.first(KEY, "a"), 600, PATIENCE);
        clock.advance(Duration.ofSeconds(100));
        table.isAway = false;
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            found.add(other.find(KEY, Trace.SEEN, PATIENCE));
            clock.advance(STEP);
        }
        assertThat(found).noneMatch(each -> each instanceof Finding.Nothing);
        assertThat(found.get(199)).isInstanceOf(Finding.Row.class);
    }

    @Test
    void aServerThatAskedNothingNoticesThatTheDatabaseIsAwayWithinTwoSeconds() {
        clock.advance(Duration.ofMinutes(3));
        table.isAway = true;
        clock.advance(Duration.ofSeconds(2));
        assertThat(other.status().state()).isEqualTo(State.DOWN);
        assertThat(other.status().cause()).contains(FaultyTable.REFUSAL);
        assertThat(other.status().summary()).startsWith("it can").doesNotContain(FaultyTable.REFUSAL);
        assertThat(table.finds()).isEmpty();
    }

    @Test
    void itIsDownUntilWhatItHoldsCounts() {
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            databaseGoesFor(Duration.ofSeconds(10));
            log.forget();
            while (!table.rows.containsKey(KEY)) {
                clock.advance(MOMENT);
            }
            assertThat(other.status().state()).isEqualTo(State.DOWN);
            clock.advance(Duration.ofSeconds(2));
            assertThat(archive.status().state()).isEqualTo(State.DOWN);
            assertThat(archive.status().cause()).contains("it is back");
            assertThat(archive.status().summary()).contains("it is back");
            assertThat(log.all()).isEmpty();
            clock.advance(Duration.ofSeconds(4));
            assertThat(archive.status().state()).isEqualTo(State.UP);
            assertThat(other.status().state()).isEqualTo(State.UP);
            assertThat(archive.find(KEY, Trace.SEEN, PATIENCE)).isInstanceOf(Finding.Row.class);
            assertThat(log.all()).hasSize(2).allMatch(line -> line.startsWith("INFO"));
        }
    }

    @Test
    void aDatabaseThatIsWellIsAskedOnceASecondWhereNobodyElseDoes() {
        clock.advance(Duration.ofSeconds(60));
        assertThat(table.looks()).as("of two servers").hasSizeBetween(110, 120);
        int before = table.looks().size();
        for (int i = 0; i < 600; i++) {
            archive.find(KEY, Trace.SEEN, PATIENCE);
            other.find(KEY, Trace.SEEN, PATIENCE);
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(table.looks()).hasSize(before);
    }

    @Test
    void aDatabaseThatWasAwayBeforeTheStartIsDownFromTheFirstMomentAndSettlesToo() {
        table.isAway = true;
        WriteBehind late = archive(ArchiveSettings.of(EVERY, INTERVAL));
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            late.isAway("nobody home");
            late.start(nodes);
            assertThat(late.status().state()).isEqualTo(State.DOWN);
            assertThat(late.status().cause()).isNotEmpty();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("nobody home");
        }
        table.isAway = false;
        clock.advance(Duration.ofSeconds(2));
        assertThat(late.find(KEY, Trace.SEEN, PATIENCE)).isEqualTo(new Finding.Unknown());
        clock.advance(Duration.ofSeconds(4));
        assertThat(late.find(KEY, Trace.SEEN, PATIENCE)).isEqualTo(new Finding.Nothing());
        assertThat(late.status().state()).isEqualTo(State.UP);
    }

    @Test
    void whatWasReadWhileTheDatabaseWentDoesNotCount() {
        saveMany(KEY, 10);
        table.late = () -> {
            table.isAway = true;
            archive.write("hf:other", changes.end(), 60, PATIENCE);
            table.isAway = false;
        };
        assertThat(archive.find(KEY, Trace.SEEN, PATIENCE)).isEqualTo(new Finding.Unknown());
    }
}
