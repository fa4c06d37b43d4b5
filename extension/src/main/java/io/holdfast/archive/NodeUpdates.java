package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the nodes are to be told of: that their changes are archived, or what is in the archive and not on them.
 * Bounded; if there are too many, the one that waits longest is forgotten. Thread-safe.
 */
final class NodeUpdates {

    private final WaitingWrites waiting; // guarded by this, as all below
    private final DueQueue dueQueue = new DueQueue();
    private final ByteBudget budget;
    private final int most;
    private final MonotonicClock clock;
    private final LongAdder forgotten;
    private long arrivals;
    private @Nullable PendingWrite underWay;

    NodeUpdates(ArchiveSettings settings, MonotonicClock clock, LongAdder forgotten) {
        this.budget = new ByteBudget(settings.mostBytes());
        this.waiting = new WaitingWrites(budget, update -> dueQueue);
        this.most = settings.mostSessions();
        this.clock = clock;
        this.forgotten = forgotten;
    }

    /** What the row of a session holds now; the nodes are told at their next turn. */
    synchronized void add(String key, SessionRecord row) {
        PendingWrite known = waiting.get(key);
        PendingWrite update = known == null ? new PendingWrite(key, arrivals++, clock.now()) : waiting.remove(known);
        update.hold(Records.merge(update.record(), row));
        insert(update);
    }

    private void insert(PendingWrite update) {
        waiting.add(update);
        while (waiting.size() > 1 && (budget.isExceeded() || waiting.size() > most)) {
            waiting.remove(waiting.oldest());
            forgotten.increment();
        }
    }

    synchronized long nextDue() {
        return dueQueue.nextDue();
    }

    /** Takes out one that is due, to be given back before the next; null if none is. */
    synchronized @Nullable PendingWrite take() {
        PendingWrite next = waiting.poll(dueQueue, clock.now());
        if (next != null) {
            budget.free(next);
        }
        underWay = next;
        return next;
    }

    synchronized void confirmed() {
        underWay = null;
    }

    /** The one that was taken waits again, until {@link PendingWrite#due}. */
    synchronized void putBack(PendingWrite update) {
        underWay = null;
        PendingWrite later = waiting.get(update.key);
        if (later != null) {
            update.hold(Records.merge(update.record(), waiting.remove(later).record()));
        }
        insert(update);
    }

    /** Somebody asks for that session; it goes first. */
    synchronized void makeDueNow(String key) {
        PendingWrite update = waiting.get(key);
        if (update != null) {
            dueQueue.remove(update);
            update.due = WritePolicy.FIRST;
            dueQueue.add(update);
        }
    }

    synchronized void makeAllDueNow() {
        dueQueue.makeDueNow();
    }

    synchronized @Nullable SessionRecord known(String key) {
        PendingWrite update = waiting.get(key);
        SessionRecord underWayRecord = underWay != null && underWay.key.equals(key) ? underWay.record() : null;
        return Records.merge(underWayRecord, update == null ? null : update.record());
    }

    synchronized boolean isUnderWay() {
        return underWay != null;
    }

    synchronized int size() {
        return waiting.size() + (underWay == null ? 0 : 1);
    }
}
