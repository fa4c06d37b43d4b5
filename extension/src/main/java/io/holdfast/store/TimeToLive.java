package io.holdfast.store;

import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Validity;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Turns idle timeouts into times to live and back, and says for how long records are believed. Immutable.
 *
 * <p>A copy outlives its session by the slack, so that a session found in that time is known to have timed out rather
 * than never to have been.
 */
final class TimeToLive {

    private static final int LONGEST = NodeRequest.MAX_TTL_SECONDS - 60;

    private static final long CLOCK_SLACK_MILLIS = Validity.CLOCK_SLACK.toMillis();
    private static final long LONGEST_BELIEVED_MILLIS = Validity.LONGEST.toMillis();
    private static final int LONGEST_TIMEOUT = 28 * 24 * 3600;
    private static final int LONGEST_REQUEST_SECONDS = 600;
    private static final long LONGEST_STEP_MILLIS = 3_600_000;
    private static final int STEPS = 16; // of a timeout, to which times are rounded so that servers seal alike

    private final int slackSeconds;
    private final long mostMillis;
    private final int usualTimeoutSeconds;

    /**
     * @param slack by which a copy outlives its session
     * @param most how long a session may live from its creation on; zero for as long as it is used
     * @param usualTimeoutSeconds the idle timeout that sessions begin with
     */
    TimeToLive(Duration slack, Duration most, int usualTimeoutSeconds) {
        this.slackSeconds = Math.max(1, (int) slack.toSeconds());
        this.mostMillis = most.isZero() ? Long.MAX_VALUE : most.toMillis();
        this.usualTimeoutSeconds = usualTimeoutSeconds;
    }

    /**
     * What is sealed into the record of a session that is in use now: it is believed for its idle timeout and a
     * quarter, and for as long as clocks may be apart. A quarter, so that a session which is only read is written again
     * when a quarter of its idle timeout has passed, and not at each request.
     *
     * @param idMillis when it got its id
     */
    Validity validity(long idMillis, long createdMillis, int idleTimeoutSeconds, long nowMillis) {
        long step = stepMillis(idleTimeoutSeconds);
        long until = roundedUp(nowMillis + believedMillis(idleTimeoutSeconds), step);
        long latest = (nowMillis + LONGEST_BELIEVED_MILLIS) / step * step;
        long end = createdMillis > Long.MAX_VALUE - mostMillis ? Long.MAX_VALUE : createdMillis + mostMillis;
        return new Validity(idMillis, nowMillis / step * step, Math.min(Math.min(until, latest), end));
    }

    private static long stepMillis(int idleTimeoutSeconds) {
        return Math.max(1, Math.min(LONGEST_STEP_MILLIS, timeoutMillis(idleTimeoutSeconds) / STEPS));
    }

    private static long believedMillis(int idleTimeoutSeconds) {
        long timeout = timeoutMillis(idleTimeoutSeconds);
        return timeout + timeout / 4 + CLOCK_SLACK_MILLIS;
    }

    private static long timeoutMillis(int idleTimeoutSeconds) {
        return 1000L * (idleTimeoutSeconds <= 0 ? LONGEST_TIMEOUT : Math.min(LONGEST_TIMEOUT, idleTimeoutSeconds));
    }

    private static long roundedUp(long millis, long step) {
        return (millis + step - 1) / step * step;
    }

    /** The same record with {@link #validity} of now. */
    Live renewed(Live record, long nowMillis) {
        return record.with(validity(
                record.validity().idMillis(),
                record.createdMillis(),
                record.idleTimeout().seconds(),
                nowMillis));
    }

    /** Whether a session in use has to be sealed again, or it would not be believed to the end of its idle timeout. */
    boolean isRenewalDue(Live record, long nowMillis) {
        long timeout = timeoutMillis(record.idleTimeout().seconds());
        long until = record.validity().untilMillis();
        return until - nowMillis < timeout + CLOCK_SLACK_MILLIS
                && renewed(record, nowMillis).validity().untilMillis() > until;
    }

    /** Whether it was sealed so lately that it cannot have timed out, whatever the nodes say of its time to live. */
    boolean isSurelyInTime(Live record, long nowMillis) {
        return nowMillis
                <= record.validity().inTimeUntilMillis(record.idleTimeout().seconds());
    }

    /** The time to live of a copy; an idle timeout of 0 or less, or past 30 days, gets the longest there is. */
    int ttlSeconds(int idleTimeoutSeconds) {
        return idleTimeoutSeconds <= 0 ? LONGEST : (int) Math.min(LONGEST, (long) idleTimeoutSeconds + slackSeconds);
    }

    /** The time to live of a copy whose session lives so many seconds, 1 or more. */
    int ttlOf(int leftSeconds) {
        return (int) Math.min(LONGEST, (long) leftSeconds + slackSeconds);
    }

    /**
     * After how many seconds traces may be forgotten: a node that missed a removal was not touched since, and its copy
     * has expired. Nor does anybody believe any more what was sealed before, be it that the session's idle timeout was
     * the usual one then. Twice the time to live leaves room for clocks that differ.
     */
    long forgettableSeconds(int idleTimeoutSeconds) {
        long old = Math.max(oldSeconds(idleTimeoutSeconds), oldSeconds(usualTimeoutSeconds));
        return Math.max(2L * ttlSeconds(idleTimeoutSeconds), old);
    }

    private static long oldSeconds(int idleTimeoutSeconds) {
        long millis = believedMillis(idleTimeoutSeconds) + stepMillis(idleTimeoutSeconds) + CLOCK_SLACK_MILLIS;
        return millis / 1000 + 1;
    }

    /** How long a session may stay unused, at most as long as a copy without an idle timeout lives. */
    static int unusedSeconds(int idleTimeoutSeconds) {
        return idleTimeoutSeconds <= 0 ? LONGEST : Math.min(LONGEST, idleTimeoutSeconds);
    }

    /**
     * A tombstone outlives every save that may still be under way, and every record that it stands against for as long
     * as any server believes that.
     *
     * @param idleTimeoutSeconds of its session, for a tombstone that knows of no such record
     */
    int tombstoneSeconds(Tombstone tombstone, int idleTimeoutSeconds, long nowMillis) {
        if (tombstone.untilMillis() <= 0) {
            return Math.max(ttlSeconds(idleTimeoutSeconds), LONGEST_REQUEST_SECONDS);
        }
        long believed = Math.max(0, tombstone.untilMillis() - nowMillis) + 2 * CLOCK_SLACK_MILLIS;
        return (int) Math.min(LONGEST, believed / 1000 + LONGEST_REQUEST_SECONDS);
    }

    /** Seconds since the copy was last touched, told by what is left of its time to live. */
    int idleSeconds(int idleTimeoutSeconds, int ttlLeftSeconds) {
        return Math.max(0, ttlSeconds(idleTimeoutSeconds) - ttlLeftSeconds);
    }

    /** Whether a session whose copies had this time to live left has not timed out. */
    boolean isAlive(Live session, OptionalInt ttlLeftSeconds) {
        int left = ttlLeftSeconds.orElse(0);
        int idleTimeout = session.idleTimeout().seconds();
        return left > 0 && !isExpired(idleTimeout, idleSeconds(idleTimeout, left));
    }

    boolean isExpired(int idleTimeoutSeconds, int idleSeconds) {
        return idleTimeoutSeconds > 0 && idleSeconds > idleTimeoutSeconds;
    }
}
