package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {

    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(250);
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration GC = Duration.ofMillis(1200);

    private final ManualClock clock = new ManualClock();
    private final PauseDetector pauseDetector =
            new PauseDetector(PROBE_TIMEOUT, clock::nanos, new ManualThreads(clock));

    @BeforeEach
    void itHasRunForAWhile() {
        pauseDetector.start();
        clock.advance(Duration.ofSeconds(1));
    }

    private Duration stopped() {
        return Duration.ofNanos(pauseDetector.stoppedNanos());
    }

    @Test
    void whileTheProcessRunsItIsNotStopped() {
        clock.advance(Duration.ofDays(1));
        assertThat(stopped()).isZero();
    }

    @Test
    void aStopIsKnownBeforeTheTimerHasItsTurnAndStaysKnownAfterIt() {
        clock.standStill(GC);
        assertThat(stopped()).isEqualTo(GC.minus(BEAT));
        clock.advance(Duration.ZERO);
        assertThat(stopped()).isEqualTo(GC.minus(BEAT));
        clock.advance(GC);
        assertThat(stopped()).isEqualTo(GC.minus(BEAT));
    }

    @Test
    void stopsAddUp() {
        for (int stop = 1; stop <= 3; stop++) {
            clock.standStill(GC);
            clock.advance(Duration.ZERO);
        }
        assertThat(stopped()).isEqualTo(GC.minus(BEAT).multipliedBy(3));
    }

    @Test
    void aTimerThatIsLateByLessThanAProbeMayTakeIsNoStop() {
        clock.standStill(BEAT.plus(PROBE_TIMEOUT));
        assertThat(stopped()).isZero();
        clock.advance(Duration.ZERO);
        assertThat(stopped()).isZero();
    }

    @Test
    void startingLateIsAStopThatIsNotTakenBack() {
        PauseDetector late = new PauseDetector(PROBE_TIMEOUT, clock::nanos, new ManualThreads(clock));
        clock.advance(GC);
        long before = late.stoppedNanos();
        late.start();
        assertThat(late.stoppedNanos()).isEqualTo(before);
    }
}
