package io.holdfast.store;

import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Turns idle timeouts into times to live and back. Immutable.
 *
 * <p>A copy outlives its session by the slack, so that a session found in that time is known to have timed out rather
 * than never to have been.
 */
final class Lifetime {

    private static final int LONGEST = NodeRequest.MAX_TTL_SECONDS - 60;

    private final int slackSeconds;

    Lifetime(Duration slack) {
        this.slackSeconds = Math.max(1, (int) slack.toSeconds());
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
     * has expired. Twice the time to live leaves room for clocks that differ.
     */
    long forgettableSeconds(int idleTimeoutSeconds) {
        return 2L * ttlSeconds(idleTimeoutSeconds);
    }

    /** How long a session may stay unused, at most as long as a copy without an idle timeout lives. */
    static int unusedSeconds(int idleTimeoutSeconds) {
        return idleTimeoutSeconds <= 0 ? LONGEST : Math.min(LONGEST, idleTimeoutSeconds);
    }

    /** A tombstone outlives every save that may still be under way. */
    int tombstoneSeconds(int idleTimeoutSeconds) {
        return Math.max(ttlSeconds(idleTimeoutSeconds), 600);
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
