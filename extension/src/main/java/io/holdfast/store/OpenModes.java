package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionId;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** For whom a session is asked for, and what he may do with it. Thread-safe. */
final class OpenModes {

    private static final int MOST_MOVES = 3; // that are met while one request asks
    private static final long LOOKS_APART = 1_000_000_000;

    private final SessionOpener sessionOpener;
    private final CopyReader reader;
    private final LiveUnits units;
    private final int usualTtl;
    private final LongSupplier nanos;

    /** @param usualTtl seconds that a copy lives whose session has the usual timeout */
    OpenModes(OpenContext context, CopyReader reader, int usualTtl) {
        this.sessionOpener = new SessionOpener(context);
        this.reader = reader;
        this.units = context.units();
        this.usualTtl = usualTtl;
        this.nanos = context.nanos();
    }

    /** For a request, which shares the session with all others of this server. */
    OpenResult open(SessionId id, Deadline deadline) {
        SessionOpener.Asking asking = new SessionOpener.Asking(units::shared, usualTtl, reader::read, deadline);
        for (int asked = 0; asked < MOST_MOVES; asked++) {
            OpenResult result = sessionOpener.open(id, asking);
            if (!(result instanceof OpenResult.Found found) || units.mayBeHandedOut(found.session(), deadline)) {
                return result;
            }
            found.session().release();
        }
        return new OpenResult.Unknown();
    }

    /**
     * For work that all servers must base on the same node, the first owner, though it be slow, and that may have to be
     * done again: on objects of its own.
     */
    OpenResult patiently(SessionId id, Deadline deadline) {
        SessionOpener.Reading patiently = (key, known, ttl, budget) -> reader.readPatiently(key, ttl, budget);
        return sessionOpener.open(id, new SessionOpener.Asking(units::apart, usualTtl, patiently, deadline));
    }

    /** For who only looks, at objects of his own; the session's life is not prolonged by it. */
    OpenResult look(SessionId id, Deadline deadline) {
        return sessionOpener.open(id, new SessionOpener.Asking(units::apart, Get.KEEP_TTL, reader::read, deadline));
    }

    /** Likewise, on the objects of requests: if it has timed out, they are what ends. */
    OpenResult lookAtShared(SessionId id, Deadline deadline) {
        return sessionOpener.open(id, new SessionOpener.Asking(units::shared, Get.KEEP_TTL, reader::read, deadline));
    }

    /** For who holds the session that is in memory here, without prolonging its life. */
    OpenResult look(LiveSession live, Supplier<OpenSession> unit, Deadline deadline) {
        SessionOpener.Units units = (key, id) -> unit.get();
        SessionOpener.Asking asking = new SessionOpener.Asking(units, Get.KEEP_TTL, reader::read, deadline);
        return sessionOpener.ask(live.key(), live.id(), asking);
    }

    /**
     * Whether it is longer than a second ago that the nodes told of the session, or nothing is known of it any more.
     */
    boolean isOld(LiveSession live) {
        boolean isOld = nanos.getAsLong() - live.confirmedNanos() > LOOKS_APART;
        return (isOld || live.table().base() == null) && !live.hasEnded() && !live.isNeverStored();
    }
}
