package io.holdfast.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment by which a request must be done with its nodes, shared by all its operations. Immutable. */
public final class Deadline {

    private final LongSupplier nanos;
    private final long at;

    private Deadline(LongSupplier nanos, long at) {
        this.nanos = nanos;
        this.at = at;
    }

    /**
     * The deadline that is {@code budget} from now.
     *
     * @param nanos a monotonic clock as {@link System#nanoTime}
     */
    public static Deadline in(Duration budget, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + budget.toNanos());
    }

    /** This one, or if less than {@code nanosLeft} is left of it, one that is so much from now. */
    public Deadline withAtLeast(long nanosLeft) {
        return remainingNanos() >= nanosLeft ? this : new Deadline(nanos, nanos.getAsLong() + nanosLeft);
    }

    /** What the clock that it goes by shows, in nanoseconds. */
    long now() {
        return nanos.getAsLong();
    }

    /** Nanoseconds left, 0 when there are none. */
    public long remainingNanos() {
        return Math.max(0, at - nanos.getAsLong());
    }

    /** Whether nothing is left. */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }
}
