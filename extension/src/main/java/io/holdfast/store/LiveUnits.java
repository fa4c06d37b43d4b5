package io.holdfast.store;

import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gives units of work on what this server has of its sessions. Thread-safe. */
final class LiveUnits {

    private static final System.Logger LOG = System.getLogger(LiveUnits.class.getName());

    /** A constructor may ask a database; two that wait for each other wait no longer than this. */
    private static final Duration MAKING = Duration.ofSeconds(30);

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
        live.table().opened(new Base(record, given.copies()), live.table().version());
        live.opened(nanos, live.key(), given.id(), accessed);
        OpenSession unit = new OpenSession(engine, live);
        sessions.created(live, unit);
        return unit;
    }

    /**
     * Whether a session may be handed out that was found by {@code unit}'s id: it may have got another one meanwhile,
     * or ended, which is waited for.
     */
    boolean mayBeHandedOut(OpenSession unit, Deadline deadline) {
        LiveSession live = unit.live();
        if (live.isLeaving() && live.turn().take(engine.cluster(), deadline) == SaveTurn.Taken.YES) {
            live.turn().giveBack();
        }
        return !live.hasEnded() && !live.isLeaving() && live.key().equals(unit.key());
    }

    /** The nodes have a tombstone of it. A move is no end: requests under way save to where it went. */
    void foundGone(LiveSession live, Tombstone tombstone) {
        if (tombstone.isEnd()) {
            ended(live);
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

    /** As {@link OpenSession#making}. */
    <T> T making(LiveSession live, Supplier<T> work) {
        boolean isMine = false;
        try {
            isMine = live.making().tryLock(MAKING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isMine) {
            throw new SessionUnavailableException("A bean of the session cannot be made: another thread makes one since"
                    + " more than " + MAKING.toSeconds() + " seconds");
        }
        try {
            return work.get();
        } finally {
            live.making().unlock();
        }
    }

    /** What a thread changed after its request was answered is stored before its session leaves the memory. */
    private void saveLate(LiveSession live) {
        try {
            background.execute(() -> saveNow(live));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "No thread looks for late changes of a session that leaves the memory");
        }
    }

    private void saveNow(LiveSession live) {
        OpenSession unit = new OpenSession(engine, live);
        try {
            if (new Save(engine, unit).isDue()) {
                engine.look(live);
                unit.save();
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Changes that a thread made after its request are lost: {0}",
                    e.getMessage());
        }
    }

    void close() {
        sessions.close().stream().filter(live -> live.table().isSuspect()).forEach(this::saveNow);
    }
}
