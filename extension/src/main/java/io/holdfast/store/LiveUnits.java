package io.holdfast.store;

import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Gives units of work on what this server has of its sessions. Thread-safe. */
final class LiveUnits {

    private static final System.Logger LOG = System.getLogger(LiveUnits.class.getName());

    private static final int MOST_LOST_AT_CLOSE = 3;

    private final SessionEngine engine;
    private final AttributeReader reader;
    private final Executor background;
    private final LiveSessions sessions;

    LiveUnits(SessionEngine engine, AttributeReader reader, Executor background, StoreLimits limits) {
        this.engine = engine;
        this.reader = reader;
        this.background = background;
        this.sessions = new LiveSessions(limits.liveSessionsBytes(), this::unknown, this::saveLate);
    }

    LiveSessions sessions() {
        return sessions;
    }

    private LiveSession unknown(String key, SessionId id) {
        return new LiveSession(key, id, new LiveTable(reader));
    }

    /** On what all requests of this server share. */
    OpenSession shared(String key, SessionId id) {
        return sessions.enter(key, id, live -> new OpenSession(engine, live));
    }

    /**
     * On objects of its own: what may be done again, as it is decided on the nodes, must not be done to shared ones.
     */
    OpenSession apart(String key, SessionId id) {
        return new OpenSession(engine, unknown(key, id));
    }

    /** On a session of which no node knows. */
    OpenSession begun(NewIds.Given given, Live record, Instant accessed, long nanos) {
        LiveSession live = unknown(given.copies().key(), given.id());
        OpenSession unit = new OpenSession(engine, live);
        sessions.created(live, unit);
        live.table().opened(new Base(record, given.copies()), live.table().version());
        live.opened(nanos, live.key(), given.id(), accessed);
        return unit;
    }

    /**
     * Whether a session may be handed out that was found by {@code unit}'s id: it may have got another one meanwhile,
     * or ended, which is waited for.
     */
    boolean mayBeHandedOut(OpenSession unit, Deadline deadline) {
        LiveSession live = unit.live();
        if (live.isLeaving() && live.saveLock().acquire(engine.cluster(), deadline) == SaveLock.Acquisition.ACQUIRED) {
            live.saveLock().release();
        }
        return !live.hasEnded() && !live.isLeaving() && live.key().equals(unit.key());
    }

    /** The nodes have a tombstone under that key. A move is no end: who holds the session goes where it went. */
    void foundGone(LiveSession live, String key, Tombstone tombstone) {
        if (tombstone.isEnd()) {
            ended(live);
        } else if (!live.key().equals(key)) {
            return; // it has left that key here, and is the one of another by now
        } else if (tombstone.successors().size() == 1) {
            sessions.moved(live, tombstone.successors().first(), live.id());
        } else {
            sessions.forget(live);
        }
    }

    /** No node has it: what is in memory is not kept, unless a request that runs stores it. */
    static void foundAbsent(LiveSession live) {
        if (!live.isNeverStored()) {
            live.failed();
        }
    }

    /** Whoever holds the session of that key is told at once. */
    void ended(String key) {
        LiveSession live = sessions.find(key);
        if (live != null) {
            ended(live);
        }
    }

    void ended(LiveSession live) {
        live.ended();
        sessions.forget(live);
    }

    /** What a thread changed after its request was answered is stored before its session leaves the memory. */
    private void saveLate(LiveSession live) {
        try {
            background.execute(() -> isSavedNow(live));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "No thread looks for late changes of a session that leaves the memory");
        }
    }

    /** Whether nothing of it is lost. */
    private boolean isSavedNow(LiveSession live) {
        OpenSession unit = new OpenSession(engine, live);
        try {
            if (!new Save(engine, unit).isDue()) {
                return true;
            }
            OpenResult found = engine.look(live);
            if (found instanceof OpenResult.Found) {
                unit.save();
            } else if (found instanceof OpenResult.Unknown) {
                throw new SessionUnavailableException("too few nodes answered in time");
            }
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Changes that a thread made after its request are lost: {0}",
                    e.getMessage());
            return false;
        }
    }

    /** Where nodes do not answer a few times they are not asked for thousands of sessions, each up to its budget. */
    void close() {
        int lost = 0;
        for (LiveSession live : sessions.close()) {
            if (live.table().isSuspect() && !isSavedNow(live) && ++lost == MOST_LOST_AT_CLOSE) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "No more late changes are looked for: the nodes do not store them");
                return;
            }
        }
    }
}
