package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.SessionUnavailableException;
import io.holdfast.testing.LogLines;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewSessionLimitTest {

    private final ManualClock clock = new ManualClock();

    private NewSessionLimit newSessions(int warn, int most) {
        return new NewSessionLimit("/app", warn, most, clock);
    }

    private static void begin(NewSessionLimit sessions, int count) {
        for (int i = 0; i < count; i++) {
            sessions.begin();
        }
    }

    private List<String> warningsOf(Runnable work) {
        try (LogLines log = LogLines.of(NewSessionLimit.class)) {
            work.run();
            return log.all();
        }
    }

    @Test
    void theyAreCountedBySeconds() {
        NewSessionLimit sessions = newSessions(100, NewSessionLimit.ANY);
        begin(sessions, 7);
        assertThat(sessions.lastSecond()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.lastSecond()).isEqualTo(7);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.lastSecond()).isZero();
        begin(sessions, 1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(sessions.lastSecond()).isZero();
    }

    @Test
    void manyAreWarnedOfOnceAMinute() {
        NewSessionLimit sessions = newSessions(3, NewSessionLimit.ANY);
        assertThat(warningsOf(() -> begin(sessions, 3))).isEmpty();
        assertThat(warningsOf(() -> begin(sessions, 50)))
                .singleElement()
                .asString()
                .contains("4 sessions of /app", "holdfast.new-sessions.limit");
        clock.advance(Duration.ofSeconds(59));
        assertThat(warningsOf(() -> begin(sessions, 50))).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(warningsOf(() -> begin(sessions, 50))).hasSize(1);
    }

    @Test
    void tooManyAreRefusedUntilTheSecondIsOverAndThatIsWarnedOf() {
        NewSessionLimit sessions = newSessions(100, 5);
        begin(sessions, 5);
        List<String> warnings = warningsOf(() -> {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(sessions::begin);
            }
        });
        assertThat(warnings).singleElement().asString().contains("1 were refused");
        assertThat(sessions.refused()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(1));
        begin(sessions, 5);
        assertThat(sessions.refused()).isEqualTo(3);
    }

    @Test
    void aClockThatIsSetBackStopsNobody() {
        Instant[] now = {clock.instant()};
        NewSessionLimit sessions = new NewSessionLimit("/app", 100, 1, () -> now[0]);
        begin(sessions, 1);
        now[0] = now[0].minusSeconds(3600);
        begin(sessions, 1);
        assertThat(sessions.refused()).isZero();
    }
}
