package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.bounded.BoundedMap;
import java.time.InstantSource;
import java.util.Map;

/**
 * When this process last asked the nodes for a session, which is what keeps it alive: requests that do not use their
 * session need to ask only now and then. Bounded; what falls out is asked for once more. Thread-safe.
 */
final class TouchThrottle {

    static final int MAX = 10_000;
    private static final int TOUCHES_PER_TIMEOUT = 10;
    private static final long WITHOUT_TIMEOUT_MILLIS = 3_600_000;

    private final InstantSource time;
    private final Map<SessionId, Long> dueAt = BoundedMap.byUse(MAX);

    TouchThrottle(InstantSource time) {
        this.time = time;
    }

    /** Whether a tenth of the session's idle timeout has passed since the nodes were asked for it. */
    synchronized boolean isDue(SessionId id) {
        Long due = dueAt.get(id);
        return due == null || time.millis() >= due;
    }

    synchronized void touched(SessionId id, int idleTimeoutSeconds) {
        long interval =
                idleTimeoutSeconds > 0 ? idleTimeoutSeconds * 1000L / TOUCHES_PER_TIMEOUT : WITHOUT_TIMEOUT_MILLIS;
        dueAt.put(id, time.millis() + interval);
    }
}
