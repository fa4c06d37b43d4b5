package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import io.holdfast.store.SessionArchive.Nodes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that the archive has to do with the nodes: tells them what is archived, and reads records on them that were let
 * go. On a thread of its own, for nodes that hang must not hold up the database, which is then needed most.
 */
final class NodeTalk {

    /** As many refusals in a row mean that it is not the session but the nodes. */
    private static final int MOST_SILENCES = 3;

    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30));

    private final ArchiveQueue queue;
    private final Tellings tellings;
    private final Database database;
    private final ArchiveCounters counters;
    private final Moments moments;
    private final RandomGenerator random;
    private final Runnable recalled;
    private volatile @Nullable Nodes nodes;
    private volatile long pausedUntil;
    private int silences; // in a row; the task's alone

    /** @param recalled called when there is more to write */
    NodeTalk(
            ArchiveQueue queue,
            Tellings tellings,
            Database database,
            ArchiveCounters counters,
            Moments moments,
            RandomGenerator random,
            Runnable recalled) {
        this.queue = queue;
        this.tellings = tellings;
        this.database = database;
        this.counters = counters;
        this.moments = moments;
        this.random = random;
        this.recalled = recalled;
    }

    void start(Nodes there) {
        nodes = there;
    }

    long nextDue() {
        return Math.max(pausedUntil, Math.min(tellings.nextDue(), nextRecall()));
    }

    /** While nothing can be written one is read, if there is no other to try whether that goes again. */
    private long nextRecall() {
        if (!database.refusesWrites()) {
            return queue.nextRecall();
        }
        boolean isOther = queue.nextDue() != Moments.NEVER;
        return isOther ? Moments.NEVER : Math.max(queue.nextRecall(), database.nextWrite());
    }

    /** The session is asked for, so its nodes may answer again. */
    void hurry(String key) {
        tellings.hurry(key);
        pausedUntil = 0;
    }

    /** All that waits is tried at once, whatever failed before. */
    void hurryAll() {
        tellings.hurryAll();
        pausedUntil = 0;
    }

    /** Whether all that was due has been tried. */
    boolean isIdle() {
        return !tellings.isUnderWay() && nextDue() > moments.now();
    }

    void work(BooleanSupplier isStopped) {
        while (!isStopped.getAsBoolean() && nextDue() <= moments.now()) {
            tell();
            recall();
        }
    }

    private void tell() {
        Pending telling = moments.now() < pausedUntil ? null : tellings.take();
        SessionRecord row = telling == null ? null : telling.record();
        if (telling == null || row == null) {
            return;
        }
        boolean isTold = false;
        try {
            isTold = nodes().merge(telling.key, row);
        } finally {
            if (isTold) {
                tellings.told();
            } else {
                telling.failures++;
                telling.due = putOff(telling.failures);
                tellings.putBack(telling);
            }
        }
        note(isTold);
    }

    private void recall() {
        boolean isTime = moments.now() >= Math.max(pausedUntil, nextRecall());
        Pending pending = isTime ? queue.takeRecall() : null;
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
                queue.recalled(pending, record);
            }
        }
        note(record != null);
        recalled.run();
    }

    /**
     * The nodes that say nothing may be down, and the session with its changes come back with them; only when its time
     * is over there is certainly nothing left to archive.
     */
    private void missed(Pending pending) {
        if (moments.now() >= pending.ends) {
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
        return moments.now() + BACK_OFF.nanos(failures, random);
    }

    private Nodes nodes() {
        return Objects.requireNonNull(nodes, "begins to work when it is started");
    }
}
