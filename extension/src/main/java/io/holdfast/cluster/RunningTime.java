package io.holdfast.cluster;

import java.time.Duration;

/**
 * How long somebody has waited for nodes, without the time in which this process stood still: for want of a processor,
 * or in a garbage collection. What lay in a socket meanwhile was not late. For the thread that waits; others may read.
 *
 * <p>Who wants to wait long waits in short steps, for a stop is noticed by waking too late only. A thread that ticks
 * all the time would notice it as well, but costs a server that has nothing to do.
 */
final class RunningTime {

    /** Who wakes so much later than he was to was held up. */
    private static final long OVERSLEPT = Duration.ofMillis(5).toNanos();

    /** What threads that read from sockets need at most if there is a processor for them. */
    private static final long TURN = Duration.ofMillis(50).toNanos();

    /** A turn may itself be lost to the next stop. */
    private static final int MOST_TURNS = 4;

    private final Deadline clock;
    private final long began;
    private volatile long lost; // one thread writes
    private int stops;
    private long lastStopEnded;

    /** Begins now. */
    RunningTime(Deadline clock) {
        this.clock = clock;
        this.began = clock.now();
    }

    /** Nanoseconds since the beginning. */
    long real() {
        return clock.now() - began;
    }

    /** Nanoseconds since the beginning in which this process ran, as far as is known. */
    long running() {
        return real() - lost;
    }

    /** Takes note that what is done now was to be done when {@link #real} was {@code due}. */
    void wasDue(long due) {
        long now = real();
        if (now - due > OVERSLEPT) {
            long before = lost;
            lost = before + now - due;
            stops++;
            lastStopEnded = now;
        }
    }

    /** Whether this process stood still. */
    boolean stoodStill() {
        return stops > 0;
    }

    /** Nanoseconds for which what came during the last stop is to be let in, whatever else is over; or below 0. */
    long turnLeft() {
        return stops > 0 && stops <= MOST_TURNS ? lastStopEnded + TURN - real() : -1;
    }
}
