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
public final class PauseDetector {

    private static final Duration BEAT = Duration.ofMillis(50);

    /** A pause of a quarter of a probe's time-out can be what made it one; shorter ones do no harm. */
    private static final int NOTABLE_SHARE = 4;

    private final long notable;
    private final long probeTimeout;
    private final LongSupplier nanos;
    private final ScheduledExecutorService threads;
    private volatile Beat next;
    private volatile long lastEnded;

    /** @param stoppedBefore how long the process has stood still, up to the beat before */
    private record Beat(long due, long stoppedBefore) {}

    /** @param nanos a monotonic clock as {@link System#nanoTime} */
    public PauseDetector(Duration probeTimeout, LongSupplier nanos, ScheduledExecutorService threads) {
        this.notable = probeTimeout.dividedBy(NOTABLE_SHARE).toNanos();
        this.probeTimeout = probeTimeout.toNanos();
        this.nanos = nanos;
        this.threads = threads;
        this.next = new Beat(now(), 0);
        this.lastEnded = now() - Duration.ofDays(1).toNanos();
    }

    /** Begins to look; each beat asks for the next. */
    void start() {
        next = new Beat(now() + BEAT.toNanos(), stoppedNanos());
        ScheduledFuture<?> unusedUntilShutdown = threads.schedule(this::beat, BEAT.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        look();
        start();
    }

    /** The timer itself may not have had its turn yet. */
    private void look() {
        long now = now();
        if (now - next.due() > notable) {
            lastEnded = now;
        }
    }

    /** What the clock that it goes by shows, in nanoseconds. */
    long now() {
        return nanos.getAsLong();
    }

    /**
     * For how many nanoseconds of the clock this process has stood still so far, in pauses of more than a probe's
     * time-out. By less a timer is late on a busy machine too, which is no reason to keep users waiting.
     */
    public long stoppedNanos() {
        Beat beat = next;
        long late = now() - beat.due();
        return beat.stoppedBefore() + (late > probeTimeout ? late : 0);
    }

    /** Tells, when asked, whether there was a pause since now. */
    BooleanSupplier watch() {
        long began = now();
        return () -> {
            look();
            return lastEnded - began >= 0;
        };
    }
}
