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
 * Mends copies that are missing or behind, off the request's path, one repair a key at a time and no more in a second
 * than {@link Pace} lets pass. Thread-safe.
 */
final class Repairs {

    private static final System.Logger LOG = System.getLogger(Repairs.class.getName());

    private final CopyTools tools;
    private final StandIns standIns;
    private final RecentKeys recent;
    private final Archiving archiving;
    private final Counters counters;
    private final Happenings happenings;
    private final Executor background;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Repairs(
            CopyTools tools,
            StandIns standIns,
            RecentKeys recent,
            Archiving archiving,
            Counters counters,
            Happenings happenings,
            Executor background) {
        this.tools = tools;
        this.standIns = standIns;
        this.recent = recent;
        this.archiving = archiving;
        this.counters = counters;
        this.happenings = happenings;
        this.background = background;
    }

    /** Brings the merged record onto the owners that lack it. */
    void repair(Copies seen, Live record) {
        Copies copies = seen.apart();
        later(copies.key(), () -> {
            if (tools.writer().save(copies, record, Set.of(), deadline()) instanceof SaveOutcome.Stored stored) {
                standIns.dismiss(copies, stored.record(), deadline());
                recent.seen(copies);
                counters.repaired.increment();
                happenings.repaired(stored.copies());
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
            if (tools.writer().save(copies, renewed, Set.of(), deadline()) instanceof SaveOutcome.Stored stored) {
                recent.seen(copies);
                counters.renewed.increment();
                archiving.renewed(copies.key(), stored.record());
            }
        });
    }

    /** Brings a tombstone onto the nodes that lack it. */
    void spread(Copies seen, Tombstone tombstone) {
        Copies copies = seen.apart();
        later(copies.key(), () -> tools.tombstones().write(copies, tombstone, 0, deadline()));
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

    /** Mends on the calling thread, at its turn; not at all where a repair of the same key is under way. */
    void now(String key, Runnable repair) {
        if (underWay.add(key)) {
            finish(key, repair);
        }
    }

    private void finish(String key, Runnable repair) {
        try {
            tools.pace().takeSession();
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
        return tools.deadlines().get();
    }
}
