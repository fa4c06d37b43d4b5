package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveStatus.State;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that are too large for the database, which is well. */
class RefusedRecordTest extends WriteBehindFixture {

    private static final int LENGTH = 3_000_000;

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @Test
    void oneRecordThatDoesNotFitIsNoOutageOfTheDatabase() {
        table.tooLong.put(KEY, LENGTH);
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            for (int i = 0; i < 20; i++) {
                saveMany(KEY, 10);
                assertThat(archive.status().state()).isEqualTo(State.UP);
                assertThat(archive.write("hf:" + i, changes.end(), 60, PATIENCE))
                        .isNotNull();
                clock.advance(Duration.ofSeconds(20));
            }
            assertThat(log.all()).singleElement().asString().contains("a record is too long", "tried again");
        }
        assertThat(archive.status().waiting().failing()).isEqualTo(1);
        table.tooLong.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(isArchived(KEY)).isTrue();
    }

    @Test
    void manyThatDoNotFitHoldUpNoOther() {
        for (int i = 0; i < 60; i++) {
            save("hf:" + i, "a");
            if (i % 10 != 9) {
                table.tooLong.put("hf:" + i, LENGTH);
            }
        }
        clock.advance(INTERVAL.plusSeconds(1));
        assertThat(table.rows).hasSize(6);
        assertThat(archive.status().state()).isEqualTo(State.UP);
    }

    @Test
    void eachSizeIsToldOfOnce() {
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            for (int i = 0; i < 8; i++) {
                table.tooLong.put("hf:" + i, LENGTH * (i / 4 + 1));
                saveMany("hf:" + i, 10);
            }
            assertThat(log.all()).hasSize(2);
        }
    }

    @Test
    void anOutageIsOverThoughOnlyARecordThatDoesNotFitWaits() {
        table.isAway = true;
        table.tooLong.put(KEY, LENGTH);
        saveMany(KEY, 10);
        clock.advance(Duration.ofSeconds(30));
        assertThat(archive.status().state()).isEqualTo(State.DOWN);
        table.isAway = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(archive.status().state()).isEqualTo(State.UP);
        assertThat(archive.status().waiting().sessions()).isEqualTo(1);
    }
}
