package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to their owners, each write a compare-and-set whose base holds all that was on that node, so that what
 * a node holds only grows. Thread-safe.
 */
final class CopyWriter {

    private static final System.Logger LOG = System.getLogger(CopyWriter.class.getName());
    private static final int MOST_ROUNDS = 16;

    private final Cluster cluster;
    private final CopyReader reader;
    private final TombstoneWriter tombstones;
    private final TimeToLive timeToLive;
    private final CopyCodec codec;
    private final RecordSize size;
    private final Hints hints;
    private final Counters counters;

    CopyWriter(CopyAccess access, TombstoneWriter tombstones, int maxRecordBytes, Counters counters) {
        this.cluster = access.cluster();
        this.reader = access.reader();
        this.tombstones = tombstones;
        this.timeToLive = access.timeToLive();
        this.codec = access.codec();
        this.size = new RecordSize(maxRecordBytes, cluster::maxValueBytes);
        this.hints = access.hints();
        this.counters = counters;
    }

    /**
     * Brings {@code record} onto every owner, merged with what is found there.
     *
     * @param only the one node to write at first, and alone: a change that was decided on what the copies hold now is
     *     stored there or nowhere; empty to write to all owners at once and merge what comes between
     */
    SaveOutcome save(Copies copies, Live record, Set<Node> only, Deadline deadline) {
        return new Save(copies, record, OptionalInt.empty(), deadline).run(only);
    }

    /** As {@link #save}, without prolonging the session's life: the copies live as long as they had left. */
    SaveOutcome repair(Copies copies, Live record, int ttlLeftSeconds, Deadline deadline) {
        return new Save(copies, record, OptionalInt.of(ttlLeftSeconds), deadline).run(Set.of());
    }

    private final class Save {
        private final Copies copies;
        private final OptionalInt ttlLeft;
        private final Deadline deadline;
        private final Set<Node> stored = new LinkedHashSet<>();
        private final Set<Node> failed = new LinkedHashSet<>();
        private Live record;
        private RecordCodec.@Nullable Encoded encoded; // what was sent last

        Save(Copies copies, Live record, OptionalInt ttlLeft, Deadline deadline) {
            this.copies = copies;
            this.record = record;
            this.ttlLeft = ttlLeft;
            this.deadline = deadline;
        }

        SaveOutcome run(Set<Node> only) {
            if (!only.isEmpty()) {
                send(puts(only));
                if (stored.isEmpty()) {
                    return failed.isEmpty() ? new SaveOutcome.Contended() : new SaveOutcome.NoAcknowledgement();
                }
            }
            for (int round = 0; round < MOST_ROUNDS && !deadline.hasPassed(); round++) {
                while (targets().isEmpty() && !deadline.hasPassed()) {
                    if (isEnough()) {
                        return finish();
                    }
                    tryFailedAgain();
                }
                Set<Node> targets = targets();
                if (learn(targets) instanceof Tombstone tombstone) {
                    int idle = record.idleTimeout().seconds();
                    return new SaveOutcome.Ended(
                            tombstones.write(copies, tombstone, idle, deadline).tombstone());
                }
                send(puts(targets));
            }
            if (stored.isEmpty() && failed.isEmpty() && !deadline.hasPassed()) {
                return new SaveOutcome.Contended();
            }
            return isEnough() || isWithAnOwner() ? finish() : new SaveOutcome.NoAcknowledgement();
        }

        /** The owners that do not have it yet, each that failed replaced by the next of the order. */
        private Set<Node> targets() {
            Set<Node> targets = new LinkedHashSet<>();
            int left = copies.route().copies();
            for (Node node : copies.route().available()) {
                if (left > 0 && !failed.contains(node)) {
                    left--;
                    if (!stored.contains(node)) {
                        targets.add(node);
                    }
                }
            }
            return targets;
        }

        /**
         * Whether those that have it are such as will be asked for it. If they are too few, or owners that nothing is
         * known against did not take it, and several failed at once, it is most likely this process that was held up.
         * So it is if one of the first owners keeps silent while the others are down: other servers may reach them all.
         */
        private boolean isEnough() {
            copies.reroute(cluster);
            List<Node> failures = NodeLists.those(copies.route().available(), failed::contains);
            boolean isOneFault =
                    failures.size() < 2 || stored.size() >= copies.route().copies();
            return failures.isEmpty() || (isOneFault && isWithAnOwner() && isWhereOthersLook(failures));
        }

        private boolean isWhereOthersLook(List<Node> failures) {
            List<Node> preferred = copies.route().preferred();
            return !Collections.disjoint(preferred, stored) || Collections.disjoint(preferred, failures);
        }

        private boolean isWithAnOwner() {
            return !Collections.disjoint(copies.route().owners(), stored);
        }

        private void tryFailedAgain() {
            cluster.pause(deadline);
            failed.forEach(node -> copies.put(node, Copy.UNKNOWN));
            failed.clear();
        }

        /** Reads what is not known of the targets and merges it into what is to be written. */
        private SessionRecord learn(Set<Node> targets) {
            List<Node> unread = NodeLists.those(List.copyOf(targets), node -> copies.get(node) instanceof Copy.Unknown);
            if (unread.isEmpty()) {
                return record;
            }
            reader.reread(copies, unread, ttlLeft.isPresent() ? Get.KEEP_TTL : OptionalInt.of(ttlSeconds()), deadline);
            for (Node node : unread) {
                Copy copy = copies.get(node);
                if (copy instanceof Copy.Unknown) {
                    failed.add(node);
                } else if (copy instanceof Copy.Held held && held.record() != null) {
                    SessionRecord merged = reader.mergeUnlessOld(record, held.record());
                    if (!(merged instanceof Live live)) {
                        return merged;
                    }
                    record = live;
                }
            }
            return record;
        }

        /**
         * What may be sent now: compare-and-set if there is a copy; else {@code add}, or the replacement of garbage.
         * Those wait until another live copy has taken the change, unless none is to be seen: otherwise an ended
         * session could come back.
         */
        private Map<Node, Put> puts(Set<Node> targets) {
            RecordCodec.Encoded encoded = encode(targets);
            int ttl = ttlLeft.orElseGet(this::ttlSeconds);
            List<Node> holders =
                    NodeLists.those(copies.holders(), node -> !failed.contains(node) && !stored.contains(node));
            boolean mayAdd = !stored.isEmpty() || holders.isEmpty();
            Map<Node, Put> puts = new LinkedHashMap<>();
            for (Node node : targets) {
                if (copies.get(node) instanceof Copy.Held held) {
                    puts.put(node, new Put(copies.key(), encoded.bytes(), encoded.digest(), ttl, held.cas()));
                } else if (mayAdd && copies.get(node) instanceof Copy.Missing) {
                    puts.put(node, new Put(copies.key(), encoded.bytes(), encoded.digest(), ttl, Put.ABSENT));
                } else if (mayAdd && copies.get(node) instanceof Copy.Garbage garbage) {
                    puts.put(node, new Put(copies.key(), encoded.bytes(), encoded.digest(), ttl, garbage.cas()));
                }
            }
            return puts.isEmpty() && !holders.isEmpty() ? puts(Set.of(holders.get(0))) : puts;
        }

        private int ttlSeconds() {
            return timeToLive.ttlSeconds(record.idleTimeout().seconds());
        }

        private RecordCodec.Encoded encode(Set<Node> targets) {
            encoded = codec.encode(copies, record);
            size.check(record, encoded.bytes().length, targets);
            return encoded;
        }

        /**
         * Waits for every owner: one passed over for being late may be the only one that holds a change, and a copy
         * that is then added elsewhere would hide it.
         */
        private void send(Map<Node, Put> puts) {
            List<Node> preferred = copies.route().preferred();
            if (!preferred.containsAll(puts.keySet())) {
                preferred.stream().filter(failed::contains).forEach(this::addHint); // whatever becomes of this request
            }
            cluster.ask(puts, deadline).forEach((node, reply) -> {
                Put put = puts.get(node);
                if (reply instanceof NodeReply.Stored done && put != null && encoded != null) {
                    copies.put(node, Copy.Held.stored(record, encoded, done.cas(), put.ttlSeconds()));
                    stored.add(node);
                } else if (reply instanceof NodeReply.Miss) {
                    copies.put(node, Copy.MISSING);
                } else if (reply instanceof NodeReply.Conflict) {
                    counters.conflicts.increment();
                    copies.put(node, Copy.UNKNOWN);
                } else {
                    copies.put(node, new Copy.Unknown(Copy.Reason.NO_ANSWER));
                    failed.add(node);
                    if (reply instanceof NodeReply.Rejected rejected) {
                        LOG.log(System.Logger.Level.WARNING, "Node {0} refused a write: {1}", node.name(), rejected);
                    }
                }
            });
        }

        private SaveOutcome finish() {
            if (stored.isEmpty()) {
                return new SaveOutcome.NoAcknowledgement();
            }
            (stored.size() < copies.route().copies()
                            ? copies.route().preferred()
                            : copies.route().owners())
                    .stream().filter(node -> !stored.contains(node)).forEach(this::addHint);
            return new SaveOutcome.Stored(record, stored.size());
        }

        private void addHint(Node node) {
            hints.add(
                    node,
                    new Hints.Hint(copies.key(), null, record.idleTimeout().seconds()));
        }
    }
}
