package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of an archive. */
class ClosingTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @Test
    void allThatWaitsIsWrittenAtTheEnd() {
        for (int i = 0; i < 500; i++) {
            save("hf:" + i, "a");
        }
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            archive.close();
            archive.close();
            assertThat(log.all()).isEmpty();
        }
        assertThat(table.rows).hasSize(500);
        assertThat(nodes.copies.keySet()).allMatch(key -> unarchivedOnNodes(key) == 0);
    }

    @Test
    void recordsThatWereSpilledAreWrittenAtTheEndToo() {
        bounded(0, 1000);
        for (int i = 0; i < 500; i++) {
            save("hf:" + i, "a");
        }
        archive.close();
        assertThat(table.rows).hasSize(500);
    }

    @Test
    void nodesThatAreBackInTimeAreToldAtTheEnd() {
        nodes.areSilent = true;
        for (int i = 0; i < 20; i++) {
            saveMany("hf:" + i, 10);
        }
        clock.advance(Duration.ofMinutes(5));
        nodes.areSilent = false;
        archive.close();
        assertThat(nodes.copies.keySet()).allMatch(key -> unarchivedOnNodes(key) == 0);
    }

    @Test
    void aDatabaseThatIsAwayIsTriedOnceMoreAndNotWaitedFor() {
        table.isAway = true;
        saveMany(KEY, 10);
        clock.advance(Duration.ofMinutes(5));
        save("hf:other", "a");
        int attempts = table.merges().size();
        long began = clock.millis();
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            archive.close();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("2 sessions");
        }
        assertThat(table.merges()).hasSize(attempts + 1);
        assertThat(clock.millis()).isEqualTo(began);
    }

    @Test
    void aDatabaseThatIsBackInTimeTakesAllAtTheEnd() {
        table.isAway = true;
        for (int i = 0; i < 300; i++) {
            saveMany("hf:" + i, 10);
        }
        clock.advance(Duration.ofMinutes(5));
        table.isAway = false;
        archive.close();
        assertThat(table.rows).hasSize(300);
    }

    @Test
    void aRowThatTheDatabaseRefusesDoesNotDelayTheEnd() {
        table.poisonous.add(KEY);
        save(KEY, "a");
        save("hf:other", "a");
        long began = clock.millis();
        archive.close();
        assertThat(clock.millis()).isEqualTo(began);
        assertThat(table.rows).containsOnlyKeys("hf:other");
    }

    @Test
    void afterTheEndNothingIsDone() {
        archive.close();
        int calls = table.merges().size();
        saveMany(KEY, 20);
        assertThat(archive.write(KEY, changes.end(), 60, PATIENCE)).isNull();
        clock.advance(INTERVAL.multipliedBy(3));
        assertThat(table.merges()).hasSize(calls);
        assertThat(archive.status().waiting().sessions()).isZero();
    }
}
