package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.bounded.BoundedMap;
import io.holdfast.store.OpenResult;
import io.holdfast.store.OpenSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The sessions that requests of this server have used: each is looked at when its idle timeout should be over, so that
 * the application is told of its end (Servlet 6.0 section 7.5) though nobody asks for it. Thread-safe.
 *
 * <p>Of the servers that have used a session the first one that finds it timed out ends it, and it alone tells.
 * Bounded: beyond {@value #MOST} sessions the longest unused is forgotten, and its end told only if it is asked for. An
 * entry takes about 200 bytes. To ask the nodes which sessions end was turned down: memcached does not tell.
 */
final class IdleSessions {

    static final int MOST = 100_000;

    /** Nodes count in whole seconds. */
    private static final long GRACE_MILLIS = 2_000;

    private final Function<SessionId, OpenResult> look;
    private final InstantSource time;
    private final Map<SessionId, Long> ends = BoundedMap.byAge(MOST);
    private final AtomicBoolean looking = new AtomicBoolean();

    /** @param look is no use of a session */
    IdleSessions(Function<SessionId, OpenResult> look, InstantSource time) {
        this.look = look;
        this.time = time;
    }

    /** A request that had this session is over. */
    void used(OpenSession session) {
        watch(session, time.millis());
    }

    private void watch(OpenSession session, long lastUseMillis) {
        int seconds = session.idleTimeoutSeconds();
        if (seconds <= 0) {
            return;
        }
        long end = Math.max(time.millis(), lastUseMillis + 1000L * seconds) + GRACE_MILLIS;
        synchronized (ends) {
            ends.remove(session.id()); // to be the youngest again
            ends.put(session.id(), end);
        }
    }

    /**
     * Looks at those that are due, until nodes do not answer; to be called every second. May wait for the nodes.
     *
     * @param timedOut is told of each that this server has found timed out
     */
    void lookAtDue(Consumer<OpenSession> timedOut) {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            for (SessionId id : due()) {
                if (!look(id, timedOut)) {
                    return;
                }
            }
        } finally {
            looking.set(false);
        }
    }

    private List<SessionId> due() {
        long now = time.millis();
        List<SessionId> due = new ArrayList<>();
        synchronized (ends) {
            ends.forEach((id, end) -> {
                if (end <= now) {
                    due.add(id);
                }
            });
        }
        return due;
    }

    /** Whether that could be told. */
    private boolean look(SessionId id, Consumer<OpenSession> timedOut) {
        return look.apply(id)
                .match(
                        session -> {
                            forget(id);
                            usedElsewhere(session);
                            return true;
                        },
                        last -> {
                            forget(id);
                            last.ifPresent(timedOut);
                            return true;
                        },
                        () -> forget(id),
                        () -> false);
    }

    private boolean forget(SessionId id) {
        synchronized (ends) {
            ends.remove(id);
        }
        return true;
    }

    /** That server may die, so this one goes on. */
    private void usedElsewhere(OpenSession session) {
        try {
            watch(session, session.lastAccessed().toEpochMilli());
        } finally {
            session.release();
        }
    }
}
