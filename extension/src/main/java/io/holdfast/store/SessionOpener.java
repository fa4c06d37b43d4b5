package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionId;
import java.util.Optional;

/**
 * Tells what became of a session from what the nodes hold, and where they hold nothing or cannot tell, from the
 * archive. Thread-safe.
 */
final class SessionOpener {

    private final OpenContext with;

    SessionOpener(OpenContext with) {
        this.with = with;
    }

    /** How copies are read. */
    interface Reading {
        Copies read(String key, CopyReader.Known known, int ttlSeconds, Deadline deadline);
    }

    /**
     * How a session is asked for.
     *
     * @param units give a unit of work on what this server has of a session, before the nodes are asked
     * @param ttlSeconds as in Get
     */
    record Asking(Units units, int ttlSeconds, Reading reading, Deadline deadline) {}

    /** Gives units of work. */
    interface Units {
        OpenSession on(String key, SessionId id);
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
        return open(asking.units.on(key, id), key, id, asking);
    }

    private OpenResult open(OpenSession unit, String key, SessionId id, Asking asking) {
        OpenResult result = null;
        try {
            result = new OpenAttempt(this, with, unit, key, id, asking).run();
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
