package io.holdfast.store;

import io.holdfast.SessionTooLargeException;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Repairs copies that are missing or behind, off the request's path, one repair a key at a time and no more in a second
 * than {@link RepairRateLimiter} lets pass. Thread-safe.
 */
final class RepairQueue {

    private static final System.Logger LOG = System.getLogger(RepairQueue.class.getName());

    private final CopyContext context;
    private final StandInCleanup standIns;
    private final RecentSessions recent;
    private final ArchiveCoordinator archiving;
    private final Counters counters;
    private final StoreEvents events;
    private final Executor background;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    RepairQueue(
            CopyContext context,
            StandInCleanup standIns,
            RecentSessions recent,
            ArchiveCoordinator archiving,
            Counters counters,
            StoreEvents events,
            Executor background) {
        this.context = context;
        this.standIns = standIns;
        this.recent = recent;
        this.archiving = archiving;
        this.counters = counters;
        this.events = events;
        this.background = background;
    }

    /** Brings the merged record onto the owners that lack it. */
    void repair(Copies seen, Live record) {
        Copies copies = seen.apart();
        later(copies.key(), () -> {
            if (context.writer().save(copies, record, Set.of(), deadline()) instanceof SaveOutcome.Stored stored) {
                standIns.remove(copies, stored.record(), deadline());
                recent.seen(copies);
                counters.repaired.increment();
                events.repaired(stored.copies());
            }
        });
    }

    /**
     * Seals a session anew that is read on and on, or its record would not be believed any more one day; in the archive
     * too.
     */
    void renew(Copies seen, Live renewed) {
        Copies copies = seen.apart();
        later(copies.key(), () -> {
            if (context.writer().save(copies, renewed, Set.of(), deadline()) instanceof SaveOutcome.Stored stored) {
                recent.seen(copies);
                counters.renewed.increment();
                archiving.renewed(copies.key(), stored.record());
            }
        });
    }

    /** Brings a tombstone onto the nodes that lack it. */
    void spread(Copies seen, Tombstone tombstone) {
        Copies copies = seen.apart();
        later(copies.key(), () -> context.tombstones().write(copies, tombstone, 0, deadline()));
    }

    private void later(String key, Runnable repair) {
        if (!underWay.add(key)) {
            return;
        }
        try {
            background.execute(() -> finish(key, repair));
        } catch (RejectedExecutionException e) {
            underWay.remove(key); // too many at once, or stopping: the session's next request tries again
        }
    }

    /** Repairs on the calling thread, at its turn; not at all if a repair of the same key is under way. */
    void now(String key, Runnable repair) {
        if (underWay.add(key)) {
            finish(key, repair);
        }
    }

    private void finish(String key, Runnable repair) {
        try {
            context.rateLimiter().takeSession();
            repair.run();
        } catch (SessionTooLargeException e) {
            LOG.log(System.Logger.Level.WARNING, "A repair was given up: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A repair was given up; the session's next request tries again", e);
        } finally {
            underWay.remove(key);
        }
    }

    private Deadline deadline() {
        return context.deadlines().get();
    }
}
