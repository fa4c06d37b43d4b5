package io.holdfast.session;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out stamps that grow, and that are later than every stamp this process has seen. Thread-safe.
 *
 * <p>A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): wall time if it has moved on, a counter
 * if it has not. Plain wall time was turned down: with clocks apart, a write made after reading another server's write
 * could order before it and be lost.
 */
public final class StampClock {

    /** What is further ahead of this clock was stamped by a clock that is wrong, and would spread. */
    private static final long MOST_AHEAD_MILLIS = 24 * 3_600_000L;

    private static final long MOST_BELIEVED_AHEAD_MILLIS = 300_000;

    private final InstantSource time;
    private final int writer;
    private final AtomicLong last = new AtomicLong();

    /** @param writer a number that no other process writing to the same nodes has; a random one will do */
    public StampClock(InstantSource time, int writer) {
        this.time = time;
        this.writer = writer;
    }

    /** The number of this process. */
    public int writer() {
        return writer;
    }

    /**
     * The present time in milliseconds since 1970, as the servers have it whose stamps were seen: that of the foremost
     * clock among them, unless that is more than five minutes ahead of this server's.
     */
    public long millis() {
        long own = time.millis();
        long foremost = last.get() >>> Stamp.COUNTER_BITS;
        return foremost - own <= MOST_BELIEVED_AHEAD_MILLIS ? Math.max(own, foremost) : own;
    }

    /** The present time by this server's own clock, in milliseconds since 1970. */
    public long ownMillis() {
        return time.millis();
    }

    /** A stamp later than all before it and all observed. */
    public Stamp next() {
        long now = time.millis() << Stamp.COUNTER_BITS;
        return new Stamp(last.updateAndGet(previous -> Math.max(now, previous + 1)), writer);
    }

    /** Makes every later stamp later than {@code seen}, unless that is more than a day ahead. */
    public void observe(Stamp seen) {
        if (seen.wallMillis() - time.millis() <= MOST_AHEAD_MILLIS && seen.time() >= 0) {
            last.accumulateAndGet(seen.time(), Math::max);
        }
    }
}
