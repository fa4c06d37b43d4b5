package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Mends copies that are missing or behind, off the request's path, one repair a key at a time. Thread-safe. */
final class Repairs {

    private static final System.Logger LOG = System.getLogger(Repairs.class.getName());

    private final Cluster cluster;
    private final CopyReader reader;
    private final CopyWriter writer;
    private final TombstoneWriter tombstones;
    private final Debts debts;
    private final Counters counters;
    private final Executor background;
    private final Supplier<Deadline> deadlines;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Repairs(
            Cluster cluster,
            CopyReader reader,
            CopyWriter writer,
            TombstoneWriter tombstones,
            Debts debts,
            Counters counters,
            Executor background,
            Supplier<Deadline> deadlines) {
        this.cluster = cluster;
        this.reader = reader;
        this.writer = writer;
        this.tombstones = tombstones;
        this.debts = debts;
        this.counters = counters;
        this.background = background;
        this.deadlines = deadlines;
    }

    /** Brings the merged record onto the owners that lack it. */
    void repair(Copies copies, Live record) {
        later(copies.key(), () -> {
            if (writer.save(copies, record, Set.of(), deadlines.get()) instanceof SaveOutcome.Stored) {
                counters.repaired.increment();
            }
        });
    }

    /** Brings a tombstone onto the nodes that lack it. */
    void spread(Copies copies, Tombstone tombstone) {
        later(copies.key(), () -> tombstones.write(copies, tombstone, 0, deadlines.get()));
    }

    private void later(String key, Runnable repair) {
        if (!underWay.add(key)) {
            return;
        }
        try {
            background.execute(() -> {
                try {
                    repair.run();
                } catch (RuntimeException e) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "A repair was given up; the session's next request tries again",
                            e);
                } finally {
                    underWay.remove(key);
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.remove(key); // too many at once, or stopping: the session's next request tries again
        }
    }

    /** Delivers everything owed to {@code node}, which is not in use yet. */
    void settle(Node node) {
        for (Debts.Debt debt : debts.take(node)) {
            Copies copies = new Copies(debt.key(), cluster.route(debt.key()).including(node));
            Deadline deadline = deadlines.get();
            reader.readAll(copies, Get.KEEP_TTL, deadline);
            SessionRecord merged = debt.tombstone() != null ? debt.tombstone() : copies.merged();
            if (merged instanceof Live live) {
                writer.save(copies, live, Set.of(), deadline);
            } else if (merged instanceof Tombstone tombstone) {
                tombstones.write(copies, tombstone, debt.idleTimeoutSeconds(), deadline);
            }
        }
    }
}
