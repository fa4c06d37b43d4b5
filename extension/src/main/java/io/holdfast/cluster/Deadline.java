package io.holdfast.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment by which a request must be done with its nodes, shared by all its operations. Immutable. */
public final class Deadline {

    /** For more than that nobody waits. */
    private static final long MOST_STOPS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final LongSupplier stopped;
    private final long at;
    private final long stoppedBefore;

    private Deadline(LongSupplier nanos, LongSupplier stopped, long at) {
        this.nanos = nanos;
        this.stopped = stopped;
        this.at = at;
        this.stoppedBefore = stopped.getAsLong();
    }

    /**
     * The deadline that is {@code budget} from now.
     *
     * @param nanos a monotonic clock as {@link System#nanoTime}
     */
    public static Deadline in(Duration budget, LongSupplier nanos) {
        return in(budget, nanos, () -> 0);
    }

    /**
     * The deadline that is {@code budget} from now, and later by the time for which this process stands still
     * meanwhile, ten seconds at most. Else whoever was asked before a long collection of garbage would be refused after
     * it, with no time left for a second node.
     *
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @param stopped for how many nanoseconds of it the process has stood still so far
     */
    public static Deadline in(Duration budget, LongSupplier nanos, LongSupplier stopped) {
        return new Deadline(nanos, stopped, nanos.getAsLong() + budget.toNanos());
    }

    /** This one, or if less than {@code nanosLeft} is left of it, one that is so much from now. */
    public Deadline withAtLeast(long nanosLeft) {
        return remainingNanos() >= nanosLeft ? this : new Deadline(nanos, stopped, nanos.getAsLong() + nanosLeft);
    }

    /** What the clock that it goes by shows, in nanoseconds. */
    long now() {
        return nanos.getAsLong();
    }

    /** Nanoseconds left, 0 when there are none. */
    public long remainingNanos() {
        long stops = Math.min(stopped.getAsLong() - stoppedBefore, MOST_STOPS);
        return Math.max(0, at + stops - nanos.getAsLong());
    }

    /** Whether nothing is left. */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }
}
