package io.holdfast.cluster;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Notices that this process stands still, for want of a processor or in a garbage collection, by a timer of its own
 * that comes late. What nodes failed to do meanwhile says nothing of them. Thread-safe.
 *
 * <p>Cassandra's failure detector does the same ("Not marking nodes down due to local pause").
 */
final class PauseDetector {

    private static final Duration BEAT = Duration.ofMillis(50);

    private final long notable;
    private final LongSupplier nanos;
    private final ScheduledExecutorService threads;
    private volatile long due;
    private volatile long lastEnded;

    /**
     * @param notable pauses that are shorter do no harm
     * @param nanos a monotonic clock as {@link System#nanoTime}
     */
    PauseDetector(Duration notable, LongSupplier nanos, ScheduledExecutorService threads) {
        this.notable = notable.toNanos();
        this.nanos = nanos;
        this.threads = threads;
        this.due = nanos.getAsLong();
        this.lastEnded = due - Duration.ofDays(1).toNanos();
    }

    void start() {
        due = nanos.getAsLong() + BEAT.toNanos();
        ScheduledFuture<?> unusedUntilShutdown = threads.schedule(this::beat, BEAT.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        look();
        start();
    }

    /** The timer itself may not have had its turn yet. */
    private void look() {
        long now = nanos.getAsLong();
        if (now - due > notable) {
            lastEnded = now;
        }
    }

    /** Tells, when asked, whether there was a pause since now. */
    BooleanSupplier watch() {
        long began = nanos.getAsLong();
        return () -> {
            look();
            return lastEnded - began >= 0;
        };
    }
}
