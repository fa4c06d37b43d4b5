package io.holdfast.web;

import io.holdfast.SessionUnavailableException;
import java.time.InstantSource;

/** How many sessions of one application begin within a second in this process. Thread-safe. */
final class NewSessionLimit {

    /** No limit. */
    static final int ANY = Integer.MAX_VALUE;

    private static final System.Logger LOG = System.getLogger(NewSessionLimit.class.getName());
    private static final long SECOND_MILLIS = 1_000;
    private static final long WARNING_MILLIS = 60_000;

    private final String application;
    private final int warnAbove;
    private final int most;
    private final InstantSource time;
    private long second; // guarded by this, as all below
    private int begun;
    private int begunBefore;
    private long refused;
    private long quietUntil = Long.MIN_VALUE;

    /**
     * @param warnAbove how many there may be within a second without a warning
     * @param most how many there may be at all, or {@link #ANY}
     */
    NewSessionLimit(String application, int warnAbove, int most, InstantSource time) {
        this.application = application;
        this.warnAbove = warnAbove;
        this.most = most;
        this.time = time;
    }

    /**
     * Counts one more that is about to begin.
     *
     * @throws SessionUnavailableException if there are too many
     */
    synchronized void begin() {
        long now = time.millis();
        turnTo(now / SECOND_MILLIS);
        if (begun >= most) {
            refused++;
            warn(now);
            throw new SessionUnavailableException("More than " + most + " sessions would begin within a second"
                    + " (holdfast.new-sessions.limit); those that there are go on");
        }
        begun++;
        if (begun > warnAbove) {
            warn(now);
        }
    }

    private void turnTo(long next) {
        if (next != second) {
            begunBefore = next == second + 1 ? begun : 0;
            begun = 0;
            second = next;
        }
    }

    private void warn(long now) {
        if (now < quietUntil) {
            return;
        }
        quietUntil = now + WARNING_MILLIS;
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} sessions of {1} have begun within a second, {2} were refused with 503 since the start. Each takes"
                        + " memory of the nodes until it times out; holdfast.new-sessions.limit limits them,"
                        + " holdfast.new-sessions.warn is when to say so, once a minute",
                String.valueOf(begun),
                application,
                String.valueOf(refused));
    }

    /** How many began in the last second that is over. */
    synchronized int lastSecond() {
        turnTo(time.millis() / SECOND_MILLIS);
        return begunBefore;
    }

    /** How many were refused since the start. */
    synchronized long refused() {
        return refused;
    }
}
