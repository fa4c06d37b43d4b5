package io.holdfast;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The sessions of this application, usable with or without a request. Thread-safe.
 *
 * <p>Each call is a unit of work of its own: it reads the nodes and, if something changed, has written to them when it
 * returns. Each throws {@link SessionUnavailableException} if too few nodes answer within the request budget.
 */
public interface SessionStore {

    /** Creates a session with what {@code initial} sets, on all its nodes when this returns. */
    SessionId create(Consumer<SessionAttributes> initial);

    /** What the session holds now, or empty if there is none or it has ended. */
    Optional<Snapshot> find(SessionId id);

    /**
     * Changes a session atomically: {@code change} sees the newest state, and is called again on a newer one if another
     * change came between, so it must have no other effects.
     *
     * @throws NoSuchSessionException if there is no such session
     * @throws SessionConflictException if other changes came between at every attempt
     * @throws SessionUnavailableException also if it is unknown whether the change was stored
     */
    <R> R update(SessionId id, Function<SessionAttributes, R> change);

    /** Ends a session; false if there was none. */
    boolean delete(SessionId id);

    /**
     * Gives a session a new id; the old one ends.
     *
     * @throws NoSuchSessionException if there is no such session
     */
    SessionId changeId(SessionId id);

    /** The names of the nodes that hold a copy now, in the order of preference; empty if there is no such session. */
    List<String> locate(SessionId id);

    /** What this process has counted since it started. */
    Statistics statistics();

    /**
     * A session as it was when it was read.
     *
     * @param attributes those that this application can read, by name
     */
    record Snapshot(SessionId id, Instant created, Instant lastAccessed, Map<String, Object> attributes) {}

    /**
     * Counts since this process started.
     *
     * @param created sessions begun here
     * @param opened sessions found when asked for
     * @param strangers ids that were asked for and that no server of ours made
     * @param absent ids that were asked for and of which there was certainly no session
     * @param ended ids that were asked for whose session had ended
     * @param unknown times it could not be told
     * @param saved changes stored on all copies
     * @param degraded changes stored on fewer copies than wanted
     * @param failed changes stored nowhere
     * @param conflicts writes that met another one and were merged and repeated
     * @param repaired sessions mended because copies were missing or behind
     * @param renewed sessions sealed anew because they are read on and on
     * @param restored sessions that came back from the archive
     * @param unreadable records or attributes that could not be read
     * @param droppedEvents events that observers were too slow for
     * @param missedSessions asked for and not found
     * @param missedCopies not found where another copy of the session was
     */
    record Statistics(
            long created,
            long opened,
            long strangers,
            long absent,
            long ended,
            long unknown,
            long saved,
            long degraded,
            long failed,
            long conflicts,
            long repaired,
            long renewed,
            long restored,
            long unreadable,
            long droppedEvents,
            Misses missedSessions,
            Misses missedCopies) {}

    /**
     * Why something was not found, as far as this process can tell.
     *
     * @param neverExisted it is not known to have been there; perhaps so long ago that nothing tells of it any more
     * @param expired its idle timeout had passed
     * @param ended its session had been ended
     * @param restarted the node was restarted since it was written
     * @param evicted it was seen there since the node's last start and its time was not over: evicted, or flushed
     * @param unreadable it is there and cannot be read
     */
    record Misses(long neverExisted, long expired, long ended, long restarted, long evicted, long unreadable) {}
}
