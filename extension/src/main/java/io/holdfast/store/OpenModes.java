package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** For whom a session is asked for, and what he may do with it. Thread-safe. */
final class OpenModes implements UnitContext.Upkeep {

    private static final int MOST_MOVES = 3; // that are met while one request asks
    private static final long LOOKS_APART = 1_000_000_000;

    private final SessionOpener sessionOpener;
    private final CopyReader reader;
    private final LiveUnits units;
    private final OptionalInt usualTtl;
    private final TimedOutSessions timedOut;
    private final Supplier<Deadline> deadlines;
    private final LongSupplier nanos;

    /**
     * @param usualTtl seconds that a copy lives whose session has the usual timeout
     * @param units makes what units of work are done with
     * @param background saves late
     */
    OpenModes(
            OpenContext context,
            int usualTtl,
            Function<UnitContext.Upkeep, UnitContext> units,
            TimedOutSessions timedOut,
            Executor background) {
        this.sessionOpener = new SessionOpener(context);
        this.reader = context.context().reader();
        this.units = new LiveUnits(units.apply(this), this::lookAt, background);
        this.usualTtl = OptionalInt.of(usualTtl);
        this.timedOut = timedOut;
        this.nanos = context.nanos();
        this.deadlines = context.context().deadlines();
    }

    /** For a request, which shares the session with all others of this server. */
    OpenResult open(SessionId id, Deadline deadline) {
        Asking asking = new Asking(units::shared, usualTtl, reader::read, deadline);
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
        Asking.Reading patiently = (key, known, ttl, budget) -> reader.readPatiently(key, ttl, budget);
        return sessionOpener.open(id, new Asking(units::apart, usualTtl, patiently, deadline));
    }

    /** For who only looks, at objects of his own; the session's life is not prolonged by it. */
    OpenResult look(SessionId id, Deadline deadline) {
        return sessionOpener.open(id, new Asking(units::apart, Get.KEEP_TTL, reader::read, deadline));
    }

    /** Likewise, on the objects of requests: if it has timed out, they are what ends. */
    OpenResult lookAtShared(SessionId id, Deadline deadline) {
        return sessionOpener.open(id, new Asking(units::shared, Get.KEEP_TTL, reader::read, deadline));
    }

    LiveUnits units() {
        return units;
    }

    /** For who holds the session that is in memory here, without prolonging its life. */
    private OpenResult lookAt(LiveSession live) {
        Asking.Units same = (key, id) -> units.of(live);
        Asking asking = new Asking(same, Get.KEEP_TTL, reader::read, deadlines.get());
        OpenResult result = sessionOpener.ask(live.key(), live.id(), asking);
        if (result instanceof OpenResult.Dead dead) {
            dead.timedOut().ifPresent(timedOut::tell);
        }
        return result;
    }

    @Override
    public void look(LiveSession live) {
        lookAt(live);
    }

    @Override
    public void lookIfOld(LiveSession live) {
        if (isOld(live)) {
            look(live);
        }
    }

    @Override
    public void saveLate(LiveSession live) {
        units.saveLate(live);
    }

    /**
     * Whether it is longer than a second ago that the nodes told of the session, or nothing is known of it any more.
     */
    private boolean isOld(LiveSession live) {
        boolean isOld = nanos.getAsLong() - live.confirmedNanos() > LOOKS_APART;
        return (isOld || live.table().base() == null) && !live.hasEnded() && !live.isNeverStored();
    }
}
