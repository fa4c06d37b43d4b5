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
     * Counts since this process started. Immutable: each call of {@link #statistics()} counts anew.
     *
     * <p>Not for applications to implement: later versions count more.
     */
    interface Statistics {

        /** Sessions begun here. */
        long created();

        /** Sessions found when asked for. */
        long opened();

        /** Ids that were asked for and that no server of ours made. */
        long strangers();

        /** Ids that were asked for and of which there was certainly no session. */
        long absent();

        /** Ids that were asked for whose session had ended. */
        long ended();

        /** Times it could not be told. */
        long unknown();

        /** Changes stored on all copies. */
        long saved();

        /** Changes stored on fewer copies than wanted. */
        long degraded();

        /** Changes stored nowhere. */
        long failed();

        /** Writes that met another one and were merged and repeated. */
        long conflicts();

        /** Sessions mended because copies were missing or behind. */
        long repaired();

        /** Sessions sealed anew because they are read on and on. */
        long renewed();

        /** Sessions that came back from the archive. */
        long restored();

        /** Records or attributes that could not be read. */
        long unreadable();

        /** Events that observers were too slow for. */
        long droppedEvents();

        /** Sessions asked for and not found. */
        Misses missedSessions();

        /** Copies not found although another copy of the session was. */
        Misses missedCopies();
    }

    /** Why something was not found, as far as this process can tell. Not for applications to implement. */
    interface Misses {

        /** It is not known to have been there; perhaps so long ago that nothing tells of it any more. */
        long neverExisted();

        /** Its idle timeout had passed. */
        long expired();

        /** Its session had been ended. */
        long ended();

        /** The node was restarted since it was written. */
        long restarted();

        /** It was seen there since the node's last start and its time was not over: evicted, or flushed. */
        long evicted();

        /** It is there and cannot be read. */
        long unreadable();
    }
}
