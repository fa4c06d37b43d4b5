package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRecovery;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StampClock;
import io.holdfast.session.ValueCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens and creates sessions on the nodes. Thread-safe. */
public final class SessionEngine implements NodeRecovery, AutoCloseable {

    private final Cluster cluster;
    private final SessionKeys keys;
    private final NewIds newIds;
    private final StoreLimits limits;
    private final TimeToLive ttl;
    private final StampClock stamps;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final Counters counters = new Counters();
    private final StoreEvents events;
    private final LiveUnits units;
    private final CopyReader reader;
    private final ArchiveCoordinator archiving;
    private final ArchiveNodeAccess archiveNodes;
    private final OpenModes modes;
    private final FormerIds formerIds;
    private final SessionWriter sessionWriter;
    private final NodeCatchUp catchUp;
    private volatile Consumer<OpenSession> timedOut = session -> {};

    /**
     * @param trust what is believed: ids and records of our own making
     * @param failOnUnreadable whether an attribute that cannot be read is an exception, else it is null
     * @param background runs repairs; may refuse them
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @param listener is told what happens to copies
     * @param archive begins to work when this returns
     * @param random orders what has no order
     */
    public SessionEngine(
            Cluster cluster,
            Trust trust,
            StoreLimits limits,
            ValueCodec values,
            boolean failOnUnreadable,
            StampClock stamps,
            InstantSource time,
            LongSupplier nanos,
            Executor background,
            StoreListener listener,
            SessionArchive archive,
            Random random) {
        this.cluster = cluster;
        this.keys = trust.ids();
        this.newIds = new NewIds(cluster, keys, limits.keysRollout(), time);
        NegativeCache negativeCache = NegativeCache.watching(cluster, time);
        this.limits = limits;
        this.ttl = new TimeToLive(limits.expirySlack(), limits.maxLifetime(), limits.idleTimeoutSeconds());
        this.stamps = stamps;
        this.time = time;
        this.nanos = nanos;
        this.events = new StoreEvents(listener, time);
        NodeIncarnations incarnations = new NodeIncarnations(cluster, time);
        RecentSessions recent = new RecentSessions(RecentSessions.MOST, incarnations, time);
        EvictionWarning evictions = new EvictionWarning(events, time);
        MissClassifier misses = new MissClassifier(recent, incarnations, evictions, counters, time);
        Hints hints = new Hints();
        this.units = new LiveUnits(this, new AttributeReader(values, failOnUnreadable, counters), background, limits);
        CopyCodec codec = new CopyCodec(trust.records());
        CopyOpener copyOpener = new CopyOpener(trust.records(), trust.strangeKeys(), counters, events);
        this.reader = new CopyReader(cluster, copyOpener, stamps::millis);
        TombstoneWriter tombstones = new TombstoneWriter(cluster, reader, codec, copyOpener, ttl, time, hints, archive);
        CopyWriter writer =
                new CopyWriter(cluster, reader, tombstones, ttl, codec, limits.maxRecordBytes(), hints, counters);
        RepairRateLimiter limiter = new RepairRateLimiter(cluster, nanos);
        CopyContext context = new CopyContext(cluster, reader, writer, codec, tombstones, ttl, limiter, this::deadline);
        this.archiving = new ArchiveCoordinator(archive, context, hints, stamps, events, counters, recent, time);
        this.archiveNodes = new ArchiveNodeAccess(context, archiving, recent, time, this::timedOut);
        this.formerIds = new FormerIds(context, recent, archiving, stamps, this::written);
        StandInCleanup standIns = new StandInCleanup(context, hints);
        RepairQueue repairs = new RepairQueue(context, standIns, recent, archiving, counters, events, background);
        this.sessionWriter = new SessionWriter(context, archiving, recent, negativeCache, repairs, counters, stamps);
        CopyRepair copyRepair = new CopyRepair(context, recent, standIns, archiving);
        NodeRefill refill = new NodeRefill(cluster, recent, repairs, copyRepair, background, random);
        this.catchUp =
                new NodeCatchUp(cluster, new HintDelivery(context, hints, standIns, archive), refill, events, time);
        OpenContext opening = new OpenContext(
                context, repairs, misses, recent, counters, archiving, stamps, keys, negativeCache, units, time, nanos);
        this.modes = new OpenModes(opening, reader, ttl.ttlSeconds(limits.idleTimeoutSeconds()));
        archive.start(archiveNodes);
    }

    /**
     * Asks the nodes for a session, in one round trip where its copies agree, and notes that it was used. Where they
     * have nothing or cannot tell, the archive is asked. An id that is not one of ours costs no round trip.
     */
    public OpenResult open(SessionId id) {
        return modes.open(id, deadline());
    }

    /** As {@link #open(SessionId)} for all ids of one request, which share the budget that begins with the first. */
    public Function<SessionId, OpenResult> withinOneBudget() {
        AtomicReference<@Nullable Deadline> first = new AtomicReference<>();
        return id -> modes.open(id, first.updateAndGet(known -> known == null ? deadline() : known));
    }

    Deadline deadline() {
        return Deadline.in(limits.requestBudget(), nanos);
    }

    /** Whether one of our servers made the id. */
    public boolean isOurs(SessionId id) {
        return keys.find(id).isPresent();
    }

    OpenResult openPatiently(SessionId id) {
        return modes.patiently(id, deadline());
    }

    /** As {@link #open(SessionId)}, but it is no use of the session and does not prolong its life. */
    public OpenResult lookAtShared(SessionId id) {
        return modes.lookAtShared(id, deadline());
    }

    OpenResult look(SessionId id) {
        return modes.look(id, deadline());
    }

    OpenResult look(LiveSession live) {
        OpenResult result = modes.look(live, () -> new OpenSession(this, live), deadline());
        if (result instanceof OpenResult.Dead dead) {
            dead.timedOut().ifPresent(timedOut);
        }
        return result;
    }

    void lookIfOld(LiveSession live) {
        if (modes.isOld(live)) {
            OpenResult unused = look(live);
        }
    }

    /**
     * A new session with an id of its own, on no node before its first {@link OpenSession#save}; with that the archive
     * has it too.
     */
    public OpenSession create() {
        return begun().createdHere(false);
    }

    /**
     * As {@link #create}, for a visitor who may never come back: the archive has it from the first save of another
     * request on, or when somebody logs in.
     */
    public OpenSession createForVisit() {
        return begun().createdHere(true);
    }

    private OpenSession begun() {
        counters.created.increment();
        Instant now = time.instant();
        long millis = now.toEpochMilli();
        IdleTimeout idleTimeout = new IdleTimeout(limits.idleTimeoutSeconds(), stamps.next());
        Live empty = new Live(millis, idleTimeout, new TreeMap<>())
                .with(ttl.validity(millis, millis, idleTimeout.seconds(), stamps.millis()));
        return units.begun(newIds.random(), empty, now, nanos.getAsLong());
    }

    /** The names of the nodes that hold a copy now, in the order of preference. */
    public List<String> locate(SessionId id) {
        return keys.find(id).map(key -> reader.read(key, Get.KEEP_TTL, deadline())).stream()
                .filter(copies -> copies.merged() instanceof Live)
                .flatMap(copies -> copies.holders().stream())
                .map(Node::name)
                .toList();
    }

    @Override
    public boolean needsRecovery(Node node) {
        return catchUp.needsRecovery(node);
    }

    /**
     * {@inheritDoc}
     *
     * <p>First its hints; then, where it may have lost more, the sessions lately used here. Ends early where the node
     * goes away again or the thread is interrupted, which stays set; what was not delivered then stays a hint.
     */
    @Override
    public boolean recover(Node node) {
        return catchUp.recover(node);
    }

    /** Soon ends each {@link #recover} under way, and keeps no session in memory. Requests are served as before. */
    @Override
    public void close() {
        units.close();
        catchUp.close();
    }

    /** What this process has counted. */
    public io.holdfast.SessionStore.Statistics statistics() {
        return counters.statistics(events.dropped());
    }

    /** Whether the tombstone is on at least one node, or in the archive where no node is left. */
    boolean end(Copies copies, int idleTimeoutSeconds) {
        boolean isEnded = formerIds.end(copies, idleTimeoutSeconds);
        sessionWriter.forget(copies.key(), isEnded);
        if (isEnded) {
            units.ended(copies.key());
        }
        return isEnded;
    }

    /**
     * Has {@code listener} told of sessions whose end nobody saw, on a thread of the archive; each once among all
     * servers. Their ids are known to nobody any more: they have one that stands for it.
     */
    public void whenTimedOut(Consumer<OpenSession> listener) {
        timedOut = listener;
    }

    private void timedOut(String key, Live last) {
        Instant lastAccessed = time.instant().minusSeconds(last.idleTimeout().seconds());
        OpenSession ended = units.begun(newIds.standIn(key), last, lastAccessed, nanos.getAsLong());
        units.ended(ended.live());
        timedOut.accept(ended);
    }

    /** For whoever looks after the archive. */
    public SessionArchive.Nodes nodesForArchive() {
        return archiveNodes;
    }

    ArchiveCoordinator archiving() {
        return archiving;
    }

    FormerIds formerIds() {
        return formerIds;
    }

    private SaveOutcome written(Copies copies, Live record, Set<Node> only) {
        return sessionWriter.write(copies, record, only, ArchiveCoordinator.When.AT_ONCE, deadline());
    }

    SessionWriter writer() {
        return sessionWriter;
    }

    NewIds newIds() {
        return newIds;
    }

    LiveSessions liveSessions() {
        return units.sessions();
    }

    void ended(LiveSession live) {
        units.ended(live);
    }

    LiveTable.Known known(LiveSession live) {
        if (live.table().base() == null) {
            OpenResult unused = look(live);
        }
        return live.table().known();
    }

    Cluster cluster() {
        return cluster;
    }

    EncodingRetryPolicy encodingRetryPolicy() {
        return new EncodingRetryPolicy(cluster, this::deadline);
    }

    StampClock stamps() {
        return stamps;
    }
}
