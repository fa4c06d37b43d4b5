package io.holdfast.store;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import java.time.Instant;
import java.util.TreeMap;

/** Begins sessions of which no node knows. Thread-safe. */
final class NewSessions {

    private final OpenContext with;
    private final LiveUnits units;
    private final NewIds newIds;
    private final int idleTimeoutSeconds;

    /** @param idleTimeoutSeconds that they begin with */
    NewSessions(OpenContext with, LiveUnits units, NewIds newIds, int idleTimeoutSeconds) {
        this.with = with;
        this.units = units;
        this.newIds = newIds;
        this.idleTimeoutSeconds = idleTimeoutSeconds;
    }

    OpenSession create() {
        with.counters().created.increment();
        Instant now = with.time().instant();
        long millis = now.toEpochMilli();
        IdleTimeout idleTimeout =
                new IdleTimeout(idleTimeoutSeconds, with.stamps().next());
        Live empty = new Live(millis, idleTimeout, new TreeMap<>())
                .with(with.context()
                        .timeToLive()
                        .validity(
                                millis,
                                millis,
                                idleTimeout.seconds(),
                                with.stamps().millis()));
        return units.begun(newIds.random(), empty, now, with.nanos().getAsLong());
    }

    /** A session that has timed out, under an id that stands for its own, which nobody knows any more. */
    OpenSession timedOut(String key, Live last) {
        Instant lastAccessed =
                with.time().instant().minusSeconds(last.idleTimeout().seconds());
        OpenSession ended = units.begun(
                newIds.standIn(key), last, lastAccessed, with.nanos().getAsLong());
        with.sessions().ended(ended.live());
        return ended;
    }
}
