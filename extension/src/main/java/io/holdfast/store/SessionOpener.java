package io.holdfast.store;

import io.holdfast.SessionId;
import java.util.Optional;

/**
 * Tells what became of a session from what the nodes hold, and if they hold nothing or cannot tell, from the archive.
 * Thread-safe.
 */
final class SessionOpener {

    private final OpenContext with;

    SessionOpener(OpenContext with) {
        this.with = with;
    }

    /** Asks nobody about an id that is not ours, or whose session is known to be gone. */
    OpenResult open(SessionId id, Asking asking) {
        Optional<String> key = with.keys().find(id);
        if (key.isEmpty()) {
            with.counters().strangers.increment();
            return new OpenResult.Absent();
        }
        return open(key.get(), id, asking);
    }

    private OpenResult open(String key, SessionId id, Asking asking) {
        return switch (with.negativeCache().of(key)) {
            case ENDED -> {
                with.counters().ended.increment();
                with.counters().missedSessions.count(MissCounters.Cause.ENDED);
                yield OpenResult.Dead.SINCE_LONG;
            }
            case ABSENT -> {
                with.counters().absent.increment();
                with.counters().missedSessions.count(MissCounters.Cause.NEVER_EXISTED);
                yield new OpenResult.Absent();
            }
            case UNKNOWN -> ask(key, id, asking);
        };
    }

    /** As {@link #open}, though it is known to be gone: whoever holds it needs to know where it went. */
    OpenResult ask(String key, SessionId id, Asking asking) {
        return open(asking.units().on(key, id), key, id, asking);
    }

    private OpenResult open(OpenSession unit, String key, SessionId id, Asking asking) {
        OpenResult result = null;
        try {
            result = new OpenAttempt(with, unit, key, id, asking, other -> open(other, asking)).run();
            return result;
        } finally {
            boolean isHandedOut = result instanceof OpenResult.Found found && found.session() == unit;
            boolean isTold =
                    result instanceof OpenResult.Dead dead && dead.timedOut().isPresent();
            if (!isHandedOut && !isTold) {
                unit.release();
            }
        }
    }
}
