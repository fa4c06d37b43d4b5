package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import io.holdfast.store.SessionArchive.Nodes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the archive has to do with the nodes: tells them what is archived, and reads records on them that were
 * spilled. On a thread of its own, for nodes that hang must not hold up the database, which is then needed most.
 */
final class NodeUpdater {

    /** As many refusals in a row mean that it is not the session but the nodes. */
    private static final int MOST_SILENCES = 3;

    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30));

    private final ArchiveQueue queue;
    private final NodeUpdates nodeUpdates;
    private final DatabaseHealth databaseHealth;
    private final ArchiveCounters counters;
    private final MonotonicClock clock;
    private final RetryClock retries;
    private final Runnable reloaded;
    private volatile @Nullable Nodes nodes;
    private volatile long pausedUntil;
    private int silences; // in a row; the task's alone

    /** @param reloaded called when there is more to write */
    NodeUpdater(
            ArchiveQueue queue,
            NodeUpdates nodeUpdates,
            DatabaseHealth databaseHealth,
            ArchiveCounters counters,
            RetryClock retries,
            Runnable reloaded) {
        this.queue = queue;
        this.nodeUpdates = nodeUpdates;
        this.databaseHealth = databaseHealth;
        this.counters = counters;
        this.retries = retries;
        this.clock = retries.clock();
        this.reloaded = reloaded;
    }

    void start(Nodes there) {
        nodes = there;
    }

    long nextDue() {
        return Math.max(pausedUntil, Math.min(nodeUpdates.nextDue(), nextReload()));
    }

    /** While nothing can be written one is read, if there is no other to try whether that goes again. */
    private long nextReload() {
        if (!databaseHealth.refusesWrites()) {
            return queue.nextReload();
        }
        boolean isOther = queue.nextDue() != MonotonicClock.NEVER;
        return isOther ? MonotonicClock.NEVER : Math.max(queue.nextReload(), databaseHealth.nextWrite());
    }

    /** The session is asked for, so its nodes may answer again. */
    void makeDueNow(String key) {
        nodeUpdates.makeDueNow(key);
        pausedUntil = 0;
    }

    /** All that waits is tried at once, whatever failed before. */
    void makeAllDueNow() {
        nodeUpdates.makeAllDueNow();
        pausedUntil = 0;
    }

    /** Whether all that was due has been tried. */
    boolean isIdle() {
        return !nodeUpdates.isUnderWay() && nextDue() > clock.now();
    }

    void work(BooleanSupplier isStopped) {
        while (!isStopped.getAsBoolean() && nextDue() <= clock.now()) {
            update();
            reload();
        }
    }

    private void update() {
        PendingWrite update = clock.now() < pausedUntil ? null : nodeUpdates.take();
        SessionRecord row = update == null ? null : update.record();
        if (update == null || row == null) {
            return;
        }
        boolean isConfirmed = false;
        try {
            isConfirmed = nodes().merge(update.key, row);
        } finally {
            if (isConfirmed) {
                nodeUpdates.confirmed();
            } else {
                update.failures++;
                update.due = putOff(update.failures);
                nodeUpdates.putBack(update);
            }
        }
        note(isConfirmed);
    }

    private void reload() {
        boolean isTime = clock.now() >= Math.max(pausedUntil, nextReload());
        PendingWrite pending = isTime ? queue.takeReload() : null;
        if (pending == null) {
            return;
        }
        SessionRecord record = null;
        try {
            record = nodes().read(pending.key);
        } finally {
            if (record == null) {
                missed(pending);
            } else {
                queue.reloaded(pending, record);
            }
        }
        note(record != null);
        reloaded.run();
    }

    /**
     * The nodes that say nothing may be down, and the session with its changes come back with them; only when its time
     * is over there is certainly nothing left to archive.
     */
    private void missed(PendingWrite pending) {
        if (clock.now() >= pending.ends) {
            counters.forgotten.increment();
            queue.drop(pending);
            return;
        }
        pending.misses++;
        pending.due = putOff(pending.misses);
        queue.putBack(pending);
    }

    private void note(boolean isAnswer) {
        silences = isAnswer ? 0 : silences + 1;
        if (silences >= MOST_SILENCES) {
            pausedUntil = putOff(silences - MOST_SILENCES + 1);
        }
    }

    private long putOff(int failures) {
        return retries.next(BACK_OFF, failures);
    }

    private Nodes nodes() {
        return Objects.requireNonNull(nodes, "begins to work when it is started");
    }
}
