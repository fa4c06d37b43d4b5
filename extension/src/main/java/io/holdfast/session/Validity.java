package io.holdfast.session;

import java.time.Duration;

/**
 * For how long a sealed record is believed: bytes that were sealed long ago are an old state that somebody put back.
 * All times are milliseconds since 1970. Immutable.
 *
 * @param idMillis when the session got its present id
 * @param sealedMillis not before it was last known to be in use when it was sealed, on a grid
 * @param untilMillis until when it is believed, whatever its idle timeout was in between
 */
public record Validity(long idMillis, long sealedMillis, long untilMillis) {

    /** Of a record that is not to be believed as it stands. */
    public static final Validity NONE = new Validity(0, 0, 0);

    /** For how long, at most, a record is believed from its sealing on. */
    public static final Duration LONGEST = Duration.ofDays(29);

    /** How far the clocks of two servers may be apart. Only what is sealed into records is compared with a clock. */
    public static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

    private static final long FARTHEST_MILLIS = LONGEST.plus(CLOCK_SLACK).toMillis();

    /**
     * Whether the record may be what its session is now. Else somebody put back an old state, or it was sealed by a
     * server whose clock is far ahead: no tombstone could outlive that one, since nodes keep nothing beyond 30 days.
     */
    public boolean isBelievedAt(long nowMillis) {
        return nowMillis <= untilMillis && untilMillis - FARTHEST_MILLIS <= nowMillis;
    }

    /** Until when the session cannot have timed out, whatever anybody says of it, if its idle timeout is that. */
    public long inTimeUntilMillis(int idleTimeoutSeconds) {
        return idleTimeoutSeconds <= 0 ? Long.MAX_VALUE : sealedMillis + 1000L * idleTimeoutSeconds;
    }

    /** The latest of either; commutative, associative and idempotent. */
    public Validity merge(Validity other) {
        return new Validity(
                Math.max(idMillis, other.idMillis),
                Math.max(sealedMillis, other.sealedMillis),
                Math.max(untilMillis, other.untilMillis));
    }
}
