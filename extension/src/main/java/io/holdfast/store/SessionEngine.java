package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.Settling;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StampClock;
import io.holdfast.session.ValueCodec;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens and creates sessions on the nodes. Thread-safe. */
public final class SessionEngine implements Settling, AutoCloseable {

    private final Cluster cluster;
    private final SessionKeys keys;
    private final StoreLimits limits;
    private final Lifetime lifetime;
    private final StampClock stamps;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final SecureRandom random;
    private final Counters counters = new Counters();
    private final Happenings happenings;
    private final RecentKeys recent;
    private final Misses misses;
    private final AttributeReader attributeReader;
    private final CopyReader reader;
    private final CopyWriter writer;
    private final TombstoneWriter tombstones;
    private final Succession succession;
    private final Repairs repairs;
    private final Returns returns;

    /**
     * @param failOnUnreadable whether an attribute that cannot be read is an exception, else it is null
     * @param background runs repairs; may refuse them
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @param listener is told what happens to copies
     * @param random makes ids, and orders what has no order
     */
    public SessionEngine(
            Cluster cluster,
            SessionKeys keys,
            StoreLimits limits,
            ValueCodec values,
            boolean failOnUnreadable,
            StampClock stamps,
            InstantSource time,
            LongSupplier nanos,
            Executor background,
            StoreListener listener,
            SecureRandom random) {
        this.cluster = cluster;
        this.keys = keys;
        this.limits = limits;
        this.lifetime = new Lifetime(limits.expirySlack());
        this.stamps = stamps;
        this.time = time;
        this.nanos = nanos;
        this.happenings = new Happenings(listener, time);
        Lives lives = new Lives(cluster, time);
        this.recent = new RecentKeys(RecentKeys.MOST, lives, time);
        this.misses = new Misses(recent, lives, new Evictions(happenings, time), counters, time);
        this.random = random;
        Debts debts = new Debts();
        this.attributeReader = new AttributeReader(values, failOnUnreadable, counters);
        this.reader = new CopyReader(cluster, counters, happenings);
        this.tombstones = new TombstoneWriter(cluster, reader, lifetime, debts);
        this.writer = new CopyWriter(cluster, reader, tombstones, lifetime, limits.maxRecordBytes(), debts, counters);
        CopyTools tools =
                new CopyTools(cluster, reader, writer, tombstones, lifetime, new Pace(cluster, nanos), this::deadline);
        this.succession = new Succession(tools, recent, stamps, this::write);
        StandIns standIns = new StandIns(tools, debts);
        this.repairs = new Repairs(tools, standIns, recent, counters, happenings, background);
        Mending mending = new Mending(tools, recent, standIns);
        Refill refill = new Refill(cluster, recent, repairs, mending, background, random);
        this.returns = new Returns(cluster, new Delivery(tools, debts, standIns), refill, happenings, time);
    }

    /** Asks the nodes for a session, in one round trip where its copies agree, and notes that it was used. */
    public OpenResult open(SessionId id) {
        return open(id, lifetime.ttlSeconds(limits.idleTimeoutSeconds()), reader::read);
    }

    /** As {@link #open}, for work that all servers must base on the same node, the first owner, though it be slow. */
    OpenResult openPatiently(SessionId id) {
        return open(id, lifetime.ttlSeconds(limits.idleTimeoutSeconds()), reader::readPatiently);
    }

    /** As {@link #open}, but the session's life is not prolonged by it. */
    OpenResult look(SessionId id) {
        return open(id, Get.KEEP_TTL, reader::read);
    }

    private interface Reading {
        Copies read(String key, int ttlSeconds, Deadline deadline);
    }

    private OpenResult open(SessionId id, int ttlSeconds, Reading reading) {
        Deadline deadline = deadline();
        RecentKeys.@Nullable Use before = misses.before(keys.key(id));
        Copies copies = reading.read(keys.key(id), ttlSeconds, deadline);
        SessionRecord merged = copies.merged();
        if (merged instanceof Live live && copies.areTrusted()) {
            return found(id, copies, live, ttlSeconds, deadline, before);
        }
        if (merged instanceof Tombstone tombstone) {
            counters.ended.increment();
            misses.ended(copies);
            if (!copies.agree()) {
                repairs.spread(copies, tombstone);
            }
            return new OpenResult.Dead(Optional.empty());
        }
        if (copies.areAbsent()) {
            counters.absent.increment();
            misses.absent(copies, before);
            return new OpenResult.Absent();
        }
        counters.unknown.increment();
        misses.unknown(copies);
        return new OpenResult.Unknown();
    }

    private OpenResult found(
            SessionId id,
            Copies copies,
            Live live,
            int ttlSeconds,
            Deadline deadline,
            RecentKeys.@Nullable Use before) {
        live.attributes().values().forEach(value -> stamps.observe(value.stamp()));
        stamps.observe(live.idleTimeout().stamp());
        int idleTimeout = live.idleTimeout().seconds();
        int idle = lifetime.idleSeconds(idleTimeout, copies.ttlSeconds().orElse(0));
        Instant lastAccessed = time.instant().minusSeconds(idle);
        OpenSession session = new OpenSession(this, id, copies, live, lastAccessed);
        if (lifetime.isExpired(idleTimeout, idle)) {
            counters.ended.increment();
            misses.timedOut(copies);
            boolean mine = tombstones
                    .write(copies, Tombstone.ofEnd(stamps.next()), idleTimeout, deadline)
                    .replaced();
            return new OpenResult.Dead(mine ? Optional.of(session.timedOut()) : Optional.empty());
        }
        counters.opened.increment();
        if (!copies.agree()) {
            misses.copies(copies, live, before);
        }
        if (ttlSeconds == Get.KEEP_TTL) {
            recent.seen(copies);
        } else {
            recent.used(copies, idleTimeout);
        }
        correctTimeToLive(copies, ttlSeconds, lifetime.ttlSeconds(idleTimeout));
        return new OpenResult.Found(session);
    }

    /**
     * A session with an idle timeout of its own was touched with the usual one, for its own was not known yet. Asking
     * first and touching afterwards would cost every request of every session a second round trip.
     */
    private void correctTimeToLive(Copies copies, int touchedWith, int wanted) {
        if (touchedWith != Get.KEEP_TTL && touchedWith != wanted) {
            copies.holders().forEach(node -> cluster.tell(node, new Get(copies.key(), false, wanted)));
        }
    }

    /** A new session with an id of its own, on no node before its first {@link OpenSession#save}. */
    public OpenSession create() {
        Instant now = time.instant();
        IdleTimeout idleTimeout = new IdleTimeout(limits.idleTimeoutSeconds(), stamps.next());
        Live empty = new Live(now.toEpochMilli(), idleTimeout, new TreeMap<>());
        SessionId id = SessionId.random(random);
        return new OpenSession(this, id, nowhere(id), empty, now).createdHere();
    }

    /** The names of the nodes that hold a copy now, in the order of preference. */
    public List<String> locate(SessionId id) {
        Copies copies = reader.read(keys.key(id), Get.KEEP_TTL, deadline());
        return copies.merged() instanceof Live
                ? copies.holders().stream().map(Node::name).toList()
                : List.of();
    }

    @Override
    public boolean isDue(Node node) {
        return returns.isDue(node);
    }

    /**
     * {@inheritDoc}
     *
     * <p>First what it is owed; then, where it may have lost more, the sessions lately used here. Ends early where the
     * node goes away again or the thread is interrupted, which stays set; what was not delivered then stays owed.
     */
    @Override
    public boolean settle(Node node) {
        return returns.settle(node);
    }

    /** Ends {@link #settle}s that are under way soon. Requests are served as before. */
    @Override
    public void close() {
        returns.close();
    }

    /** What this process has counted. */
    public io.holdfast.SessionStore.Statistics statistics() {
        return counters.statistics(happenings.dropped());
    }

    /** What is known of a key that nobody can have used before. */
    private Copies nowhere(SessionId id) {
        String key = keys.key(id);
        Copies copies = new Copies(key, cluster.route(key));
        copies.route().universe().forEach(node -> copies.put(node, Copy.MISSING));
        return copies;
    }

    Rebirth rebirth() {
        SessionId id = SessionId.random(random);
        return new Rebirth(id, nowhere(id));
    }

    /** A new id for a session, and what is known of its key. */
    record Rebirth(SessionId id, Copies copies) {}

    SaveOutcome write(Copies copies, Live record, Set<Node> only) {
        copies.reroute(cluster.route(copies.key())); // the request may be an old one
        SaveOutcome outcome = writer.save(copies, record, only, deadline());
        if (outcome instanceof SaveOutcome.Stored stored) {
            recent.used(copies, stored.record().idleTimeout().seconds());
            (stored.copies() < copies.route().copies() ? counters.degraded : counters.saved).increment();
        } else if (outcome instanceof SaveOutcome.Ended) {
            recent.forget(copies.key());
        } else {
            counters.failed.increment();
        }
        return outcome;
    }

    /** Whether the tombstone is on at least one node. */
    boolean end(Copies copies, int idleTimeoutSeconds) {
        return succession.end(copies, idleTimeoutSeconds);
    }

    Succession succession() {
        return succession;
    }

    void repair(Copies copies, Live record) {
        if (copies.needRepair()) {
            repairs.repair(copies, record);
        }
    }

    AttributeTable attributes(Live record) {
        return new AttributeTable(attributeReader, record.attributes());
    }

    /**
     * Before this moment removals may be forgotten: a node that missed them was not touched since, and its copy has
     * expired. Twice the time to live leaves room for clocks that differ.
     */
    Instant forgettable(int idleTimeoutSeconds) {
        return time.instant().minusSeconds(2L * lifetime.ttlSeconds(idleTimeoutSeconds));
    }

    StampClock stamps() {
        return stamps;
    }

    private Deadline deadline() {
        return Deadline.in(limits.requestBudget(), nanos);
    }
}
