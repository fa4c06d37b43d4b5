package io.holdfast.archive;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time as the archive counts it: nanoseconds since this was made, which grow and do not overflow. Thread-safe. */
final class MonotonicClock {

    /** Later than every moment. */
    static final long NEVER = Long.MAX_VALUE;

    private final InstantSource time;
    private final LongSupplier nanos;
    private final long start;

    MonotonicClock(InstantSource time, LongSupplier nanos) {
        this.time = time;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    long now() {
        return nanos.getAsLong() - start;
    }

    Instant instant() {
        return time.instant();
    }

    /** When that many seconds have passed. */
    long in(int seconds) {
        return now() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Seconds from now until {@code moment}, rounded up; 0 or less if it has passed. */
    int secondsUntil(long moment) {
        return (int) -Math.floorDiv(now() - moment, TimeUnit.SECONDS.toNanos(1));
    }
}
