package io.holdfast.cluster;

import java.time.Duration;

/**
 * How long somebody has waited for nodes, without the time in which this process stood still: for want of a processor,
 * or in a garbage collection. What lay in a socket meanwhile was not late. For one thread.
 *
 * <p>Who wants to wait long waits in short steps, for a stop is noticed by waking too late only. A thread that ticks
 * all the time would notice it as well, but costs a server that has nothing to do.
 */
final class RunningTime {

    /** Who wakes so much later than he was to was held up. */
    private static final long OVERSLEPT = Duration.ofMillis(5).toNanos();

    private final Deadline clock;
    private final long turn;
    private final long began;
    private long last; // when it was looked at
    private long lost;
    private long turnEnds;

    /**
     * Begins now.
     *
     * @param turn nanoseconds that threads which read from sockets need at most if there is a processor for them. To be
     *     late by less than half of that is usual on a busy machine
     */
    RunningTime(Deadline clock, long turn) {
        this.clock = clock;
        this.turn = turn;
        this.began = clock.now();
    }

    /** Nanoseconds since the beginning; for any thread. */
    long real() {
        return clock.now() - began;
    }

    /** Takes note of the time since it was looked at last, of which {@code planned} nanoseconds were waited for. */
    void passed(long planned) {
        long now = real();
        long late = now - last - planned;
        last = now;
        if (late > OVERSLEPT) {
            lost += late;
        }
        if (late > turn / 2) {
            turnEnds = now + turn;
        }
    }

    /** Nanoseconds since the beginning in which this process ran, as far as it was taken note of. */
    long running() {
        return real() - lost;
    }

    /** Whether this process was stopped. */
    boolean stoodStill() {
        return turnEnds > 0;
    }

    /** Nanoseconds for which what came during the last stop is still to be let in; 0 or less if there are none. */
    long turnLeft() {
        return turnEnds - real();
    }
}
