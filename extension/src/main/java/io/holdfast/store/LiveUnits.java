package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionRecord.Live;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Gives units of work on what this server has of its sessions. Thread-safe. */
final class LiveUnits {

    private static final System.Logger LOG = System.getLogger(LiveUnits.class.getName());

    private static final int MOST_LOST_AT_CLOSE = 3;

    private final UnitContext with;
    private final Function<LiveSession, OpenResult> look;
    private final Executor background;
    private final LiveSessions sessions;

    /** @param look asks the nodes what has become of a session */
    LiveUnits(UnitContext with, Function<LiveSession, OpenResult> look, Executor background) {
        this.with = with;
        this.look = look;
        this.background = background;
        this.sessions = with.sessions();
    }

    LiveSessions sessions() {
        return sessions;
    }

    /** On one that is in memory. */
    OpenSession of(LiveSession live) {
        return new OpenSession(with, live, new UnitOfWork(live.key()));
    }

    /** On what all requests of this server share. */
    OpenSession shared(String key, SessionId id) {
        UnitOfWork unit = new UnitOfWork(key);
        return new OpenSession(with, sessions.enter(key, id, unit), unit);
    }

    /**
     * On objects of its own: what may be done again, as it is decided on the nodes, must not be done to shared ones.
     */
    OpenSession apart(String key, SessionId id) {
        return of(sessions.apart(key, id));
    }

    /** On a session of which no node knows. */
    OpenSession begun(NewIds.Given given, Live record, Instant accessed, long nanos) {
        LiveSession live = sessions.apart(given.copies().key(), given.id());
        UnitOfWork unit = new UnitOfWork(live.key());
        sessions.created(live, unit);
        live.table().opened(new Base(record, given.copies()), live.table().version());
        live.opened(nanos, live.key(), given.id(), accessed);
        return new OpenSession(with, live, unit);
    }

    /**
     * Whether a session may be handed out that was found by {@code unit}'s id: it may have got another one meanwhile,
     * or ended, which is waited for.
     */
    boolean mayBeHandedOut(OpenSession unit, Deadline deadline) {
        LiveSession live = unit.live();
        if (live.isLeaving() && live.saveLock().acquire(with.cluster(), deadline) == SaveLock.Acquisition.ACQUIRED) {
            live.saveLock().release();
        }
        return !live.hasEnded() && !live.isLeaving() && live.key().equals(unit.key());
    }

    /** What a thread changed after its request was answered is stored before its session leaves the memory. */
    void saveLate(LiveSession live) {
        try {
            background.execute(() -> isSavedNow(live));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "No thread looks for late changes of a session that leaves the memory");
        }
    }

    /** Whether nothing of it is lost. */
    private boolean isSavedNow(LiveSession live) {
        OpenSession unit = of(live);
        try {
            if (!unit.isSaveDue()) {
                return true;
            }
            look.apply(live).handle(session -> unit.save(), last -> {}, () -> {}, () -> {
                throw new SessionUnavailableException("too few nodes answered in time");
            });
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Changes that a thread made after its request are lost: {0}",
                    e.getMessage());
            return false;
        }
    }

    /** If nodes do not answer a few times they are not asked for thousands of sessions, each up to its budget. */
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
