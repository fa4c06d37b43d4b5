package io.holdfast.store;

import io.holdfast.SessionAttributes;
import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import io.holdfast.SessionUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The session store over the engine: each call opens, changes and saves. Thread-safe. */
public final class ReplicatedSessionStore implements SessionStore {

    private final SessionEngine engine;
    /**
     * Updates of one session take turns within this process; without that, many threads would mostly collide and
     * repeat. Between processes the compare-and-set alone decides.
     */
    private final Lock[] turns = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    /** The store of the engine's sessions. */
    public ReplicatedSessionStore(SessionEngine engine) {
        this.engine = engine;
    }

    @Override
    public SessionId create(Consumer<SessionAttributes> initial) {
        OpenSession session = engine.create();
        try {
            initial.accept(session.attributes());
            session.save();
            return session.id();
        } finally {
            session.release();
        }
    }

    @Override
    public Optional<Snapshot> find(SessionId id) {
        return session(engine.look(id)).map(ReplicatedSessionStore::snapshot);
    }

    private static Snapshot snapshot(OpenSession session) {
        Map<String, Object> values = new LinkedHashMap<>();
        SessionAttributes attributes = session.attributes();
        for (String name : attributes.names()) {
            Object value = attributes.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new Snapshot(session.id(), session.created(), session.lastAccessed(), Map.copyOf(values));
    }

    @Override
    public <R> R update(SessionId id, Function<SessionAttributes, R> change) {
        Lock turn = turns[Math.floorMod(id.hashCode(), turns.length)];
        turn.lock();
        try {
            return new AtomicUpdate<>(engine, () -> session(engine.openPatiently(id)), change).run();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean delete(SessionId id) {
        Optional<OpenSession> session = session(engine.look(id));
        session.ifPresent(OpenSession::end);
        return session.isPresent();
    }

    @Override
    public SessionId changeId(SessionId id) {
        OpenSession session = session(engine.open(id)).orElseThrow(AtomicUpdate::noSuchSession);
        try {
            SessionId changed = session.changeId();
            session.save();
            return changed;
        } finally {
            session.release();
        }
    }

    @Override
    public List<String> locate(SessionId id) {
        return engine.locate(id);
    }

    @Override
    public Statistics statistics() {
        return engine.statistics();
    }

    private static Optional<OpenSession> session(OpenResult result) {
        return result.match(Optional::of, ended -> Optional.empty(), Optional::empty, () -> {
            throw new SessionUnavailableException("The session could not be read: too few nodes answered in time");
        });
    }
}
