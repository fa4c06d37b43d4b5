package io.holdfast.store;

import io.holdfast.SessionStore;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StampClock;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/** Puts the parts of an engine together. Begins nothing. */
final class SessionEngineAssembly {

    private final EngineParts parts;
    private final Supplier<Deadline> deadlines;
    private final Counters counters = new Counters();
    private final StoreEvents events;
    private final RecentSessions recent;
    private final CopyContext context;
    private final ArchiveCoordinator archiving;
    private final SessionWriter writer;
    private final NodeCatchUp catchUp;
    private final OpenModes modes;
    private final NewSessions newSessions;
    private final TimedOutSessions timedOut = new TimedOutSessions();
    private final ArchiveNodeAccess archiveNodes;

    SessionEngineAssembly(EngineParts parts) {
        this.parts = parts;
        Cluster cluster = parts.cluster();
        StampClock stamps = parts.clocks().stamps();
        InstantSource time = parts.clocks().time();
        this.deadlines = () -> Deadline.in(
                parts.limits().requestBudget(),
                parts.clocks().nanos(),
                parts.clocks().stopped());
        this.events = new StoreEvents(parts.listener(), time);
        NegativeCache negativeCache = NegativeCache.watching(cluster, time);
        NodeIncarnations incarnations = new NodeIncarnations(cluster, time);
        this.recent = new RecentSessions(RecentSessions.MOST, incarnations, time);
        EvictionWarning evictions = new EvictionWarning(events, time);
        MissClassifier misses = new MissClassifier(recent, incarnations, evictions, counters, time);
        this.context = copies(parts, counters, events, deadlines);
        this.archiving = new ArchiveCoordinator(parts.archive(), context, stamps, events, counters, recent, time);
        StandInCleanup standIns = new StandInCleanup(context);
        RepairQueue repairs =
                new RepairQueue(context, standIns, recent, archiving, counters, events, parts.background());
        this.writer = new SessionWriter(context, archiving, recent, negativeCache, repairs, counters, stamps);
        this.catchUp = catchUp(standIns, repairs);
        OpenContext opening = new OpenContext(
                context,
                parts.clocks(),
                parts.trust().ids(),
                repairs,
                misses,
                recent,
                counters,
                archiving,
                negativeCache,
                sessions(parts, counters));
        NewIds newIds = new NewIds(cluster, opening.keys(), parts.limits().keysRollout(), time);
        this.modes = modes(opening, newIds);
        this.newSessions =
                new NewSessions(opening, modes.units(), newIds, parts.limits().idleTimeoutSeconds());
        this.archiveNodes = new ArchiveNodeAccess(context, archiving, recent, time, this::tellTimedOut);
    }

    private static CopyContext copies(
            EngineParts parts, Counters counters, StoreEvents events, Supplier<Deadline> deadlines) {
        Cluster cluster = parts.cluster();
        Trust trust = parts.trust();
        StoreLimits limits = parts.limits();
        CopyOpener opener = new CopyOpener(trust.records(), trust.strangeKeys(), counters, events);
        CopyAccess access = new CopyAccess(
                cluster,
                new CopyReader(cluster, opener, parts.clocks().stamps()::millis),
                new CopyCodec(trust.records()),
                new TimeToLive(limits.expirySlack(), limits.maxLifetime(), limits.idleTimeoutSeconds()),
                new Hints());
        TombstoneWriter tombstones =
                new TombstoneWriter(access, opener, parts.clocks().time(), parts.archive());
        return new CopyContext(
                access,
                new CopyWriter(access, tombstones, limits.maxRecordBytes(), counters),
                tombstones,
                new RepairRateLimiter(cluster, parts.clocks().nanos()),
                deadlines);
    }

    private static LiveSessions sessions(EngineParts parts, Counters counters) {
        AttributeReader reader =
                new AttributeReader(parts.values().codec(), parts.values().failOnUnreadable(), counters);
        return new LiveSessions(
                parts.limits().liveSessionsBytes(), (key, id) -> new LiveSession(key, id, new LiveTable(reader)));
    }

    private NodeCatchUp catchUp(StandInCleanup standIns, RepairQueue repairs) {
        CopyRepair copyRepair = new CopyRepair(
                context, recent, standIns, archiving, parts.clocks().time());
        NodeRefill refill =
                new NodeRefill(parts.cluster(), recent, repairs, copyRepair, parts.background(), parts.random());
        HintDelivery delivery = new HintDelivery(context, copyRepair, parts.archive());
        return new NodeCatchUp(
                parts.cluster(), delivery, refill, events, parts.clocks().time());
    }

    private OpenModes modes(OpenContext opening, NewIds newIds) {
        StampClock stamps = opening.stamps();
        FormerIds formerIds = new FormerIds(context, recent, archiving, stamps, this::written);
        return new OpenModes(
                opening,
                context.timeToLive().ttlSeconds(parts.limits().idleTimeoutSeconds()),
                upkeep -> new UnitContext(
                        context, stamps, newIds, writer, formerIds, archiving, opening.sessions(), upkeep),
                timedOut,
                parts.background());
    }

    private SaveOutcome written(Copies copies, Live record, Set<Node> only) {
        return writer.write(copies, record, only, ArchiveCoordinator.When.AT_ONCE, deadlines.get());
    }

    private void tellTimedOut(String key, Live last) {
        timedOut.tell(newSessions.timedOut(key, last));
    }

    Supplier<Deadline> deadlines() {
        return deadlines;
    }

    SessionKeys keys() {
        return parts.trust().ids();
    }

    CopyReader reader() {
        return context.reader();
    }

    SessionWriter writer() {
        return writer;
    }

    NodeCatchUp catchUp() {
        return catchUp;
    }

    OpenModes modes() {
        return modes;
    }

    NewSessions newSessions() {
        return newSessions;
    }

    TimedOutSessions timedOut() {
        return timedOut;
    }

    ArchiveNodeAccess archiveNodes() {
        return archiveNodes;
    }

    SessionStore.Statistics statistics() {
        return counters.statistics(events.dropped());
    }
}
