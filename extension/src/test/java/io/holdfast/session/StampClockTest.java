package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StampClockTest {

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final InstantSource time = () -> Instant.ofEpochMilli(millis.get());
    private final StampClock clock = new StampClock(time, 7);

    @Test
    void stampsGrowWhileTimeStandsStill() {
        Stamp first = clock.next();
        assertThat(clock.next().isAfter(first)).isTrue();
    }

    @Test
    void stampsGrowWhenTheWallClockGoesBack() {
        Stamp first = clock.next();
        millis.addAndGet(-60_000);
        assertThat(clock.next().isAfter(first)).isTrue();
    }

    @Test
    void aStampIsLaterThanEveryObservedOneThoughItsWriterIsAhead() {
        millis.addAndGet(3_600_000);
        Stamp ahead = new StampClock(time, 8).next();
        millis.addAndGet(-3_600_000);
        clock.observe(ahead);
        assertThat(clock.next().isAfter(ahead)).isTrue();
    }

    @Test
    void aStampOfMoreThanADayAheadIsObservedByNobody() {
        for (Stamp wrong : new Stamp[] {
            new Stamp(Long.MAX_VALUE, 8),
            new Stamp(Long.MAX_VALUE - 1, 8),
            new Stamp(-1, 8),
            new Stamp((millis.get() + 25 * 3_600_000L) << 16, 8)
        }) {
            clock.observe(wrong);
            assertThat(clock.next().wallMillis()).isEqualTo(millis.get());
        }
    }

    @Test
    void timeIsTheWallClocksMillisecondsInTheUpper48Bits() {
        assertThat(clock.next()).isEqualTo(new Stamp(1_000_000L << 16, 7));
    }
}
