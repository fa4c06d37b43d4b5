package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveStatus.State;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database away and back, and rows that it does not take. */
class DatabaseAwayTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @Test
    void underAStreamOfSavesNothingIsLost() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            table.isAway = i / 2000 % 3 == 1;
            save("hf:" + random.nextInt(300), "a" + random.nextInt(5));
            clock.advance(Duration.ofMillis(random.nextInt(40)));
        }
        table.isAway = false;
        clock.advance(INTERVAL.plusSeconds(10));
        assertThat(nodes.copies.keySet()).hasSize(300).allMatch(this::isArchived);
        assertThat(nodes.copies.keySet()).allMatch(key -> unarchivedOnNodes(key) == 0);
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(archive.status().state()).isEqualTo(State.UP);
        assertThat(archive.status().totals().overflowed()).isZero();
    }

    @Test
    void itIsSaidOnceWhenTheDatabaseGoesAndOnceWhenItIsBackAndNeverForWhichSession() {
        try (LogLines log = LogLines.ofAll()) {
            table.isAway = true;
            for (int i = 0; i < 50; i++) {
                saveMany("hf:" + i, 10);
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(archive.status().state()).isEqualTo(State.DOWN);
            assertThat(archive.status().cause()).contains(FaultyTable.REFUSAL).doesNotContain("hf:");
            assertThat(archive.status().summary()).isEqualTo("it can neither be read nor written");
            table.isAway = false;
            clock.advance(Duration.ofSeconds(10));
            assertThat(log.all()).hasSize(2).noneMatch(line -> line.contains("hf:"));
            assertThat(log.all().get(0)).startsWith("WARNING").contains(FaultyTable.REFUSAL);
            assertThat(log.all().get(1)).startsWith("INFO");
        }
        assertThat(archive.status().cause()).isNull();
        assertThat(archive.status().summary()).isNull();
        assertThat(archive.status().since()).isAfter(clock.instant().minusSeconds(10));
    }

    @Test
    void attemptsBecomeRareWhileItIsAway() {
        table.isAway = true;
        List<Long> attempts = new ArrayList<>();
        saveMany(KEY, 10);
        for (int i = 0; i < 120_000; i++) {
            int before = table.merges().size();
            clock.advance(MOMENT);
            if (table.merges().size() > before) {
                attempts.add(clock.millis());
            }
        }
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            pauses.add(attempts.get(i) - attempts.get(i - 1));
        }
        assertThat(pauses).hasSizeBetween(60, 120).allMatch(pause -> pause >= 100 && pause <= 2_001);
        assertThat(pauses.get(pauses.size() - 1)).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void manySessionsThatWaitDoNotMakeMoreAttempts() {
        table.isAway = true;
        for (int i = 0; i < 600; i++) {
            saveMany("hf:" + i, 10);
            clock.advance(Duration.ofMillis(200));
        }
        assertThat(table.merges()).hasSizeLessThan(120);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(table.rows).hasSize(600);
    }

    @Test
    void nobodyWaitsForADatabaseThatIsAway() {
        table.isAway = true;
        long began = clock.millis();
        for (int i = 0; i < 10; i++) {
            assertThat(archive.write("hf:" + i, changes.end(), 60, PATIENCE)).isNull();
        }
        assertThat(clock.millis()).isEqualTo(began);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(table.rows).hasSize(10);
    }

    @Test
    void aRowThatTheDatabaseRefusesDoesNotHoldUpTheOthers() {
        table.poisonous.add("hf:7");
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            for (int i = 0; i < 50; i++) {
                save("hf:" + i, "a");
            }
            clock.advance(INTERVAL);
            assertThat(table.rows).hasSize(49);
            assertThat(archive.status().state()).isEqualTo(State.UP);
            assertThat(archive.status().waiting().sessions()).isEqualTo(1);
            assertThat(archive.status().waiting().failing()).isEqualTo(1);
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("tried again")
                    .doesNotContain("hf:");
        }
        int calls = table.merges().size();
        for (int i = 0; i < 50; i++) {
            saveMany("hf:" + i, 10);
        }
        assertThat(archive.status().totals().written()).isGreaterThanOrEqualTo(98);
        clock.advance(Duration.ofMinutes(5));
        assertThat(table.merges().stream().skip(calls).filter(keys -> keys.contains("hf:7")))
                .allMatch(keys -> keys.size() == 1)
                .hasSizeBetween(5, 30);
        assertThat(archive.status().state()).isEqualTo(State.UP);
        table.poisonous.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(isArchived("hf:7")).isTrue();
        assertThat(archive.status().waiting().sessions()).isZero();
    }

    @Test
    void manyRowsThatTheDatabaseRefusesDoNotHoldUpTheOthers() {
        for (int i = 0; i < 300; i++) {
            save("hf:" + i, "a");
            if (i % 3 != 0) {
                table.poisonous.add("hf:" + i);
            }
        }
        clock.advance(INTERVAL.plusSeconds(15));
        assertThat(table.rows).hasSize(100);
        table.poisonous.clear();
        clock.advance(Duration.ofMinutes(2));
        assertThat(table.rows).hasSize(300);
        assertThat(archive.status().state()).isEqualTo(State.UP);
    }

    @Test
    void oneRefusedRowAloneLetsTheNextOneThroughSoon() {
        table.poisonous.add(KEY);
        saveMany(KEY, 10);
        clock.advance(Duration.ofSeconds(60));
        saveMany("hf:other", 10);
        clock.advance(Duration.ofSeconds(10));
        assertThat(isArchived("hf:other")).isTrue();
        assertThat(archive.status().state()).isEqualTo(State.UP);
    }

    @Test
    void rowsThatTheDatabaseRefusesAreTriedOnceWhenItIsBack() {
        for (int i = 0; i < 20; i++) {
            save("hf:" + i, "a");
            if (i % 2 == 0) {
                table.poisonous.add("hf:" + i);
            }
        }
        clock.advance(INTERVAL.plus(Duration.ofMinutes(3)));
        table.isAway = true;
        saveMany("hf:1", 10);
        clock.advance(Duration.ofMinutes(1));
        table.isAway = false;
        int calls = table.merges().size();
        while (archive.status().state() == State.DOWN) {
            clock.advance(MOMENT);
        }
        assertThat(table.merges().size() - calls).isLessThanOrEqualTo(13);
    }

    @Test
    void aReadThatSucceedsDoesNotCountForWriting() {
        table.rows.put(KEY, new SessionTable.Row(java.util.Optional.of(changes.end()), 60));
        table.poisonous.add("hf:other");
        saveMany("hf:other", 10);
        clock.advance(Duration.ofSeconds(4));
        assertThat(archive.find(KEY, io.holdfast.store.SessionArchive.Trace.SEEN, PATIENCE))
                .isInstanceOf(io.holdfast.store.SessionArchive.Finding.Row.class);
        assertThat(archive.status().state()).isEqualTo(State.DOWN);
        table.poisonous.clear();
        clock.advance(Duration.ofSeconds(10));
        assertThat(archive.status().state()).isEqualTo(State.UP);
    }

    @Test
    void whatCanBeReadAgainIsWrittenAtOnce() {
        table.isAway = true;
        for (int i = 0; i < 5; i++) {
            archive.write("hf:" + i, changes.end(), 600, PATIENCE);
            clock.advance(Duration.ofSeconds(20));
        }
        table.isAway = false;
        int looks = table.looks().size();
        while (table.looks().size() == looks && table.rows.isEmpty()) {
            clock.advance(MOMENT);
        }
        assertThat(table.rows).hasSize(5);
    }
}
