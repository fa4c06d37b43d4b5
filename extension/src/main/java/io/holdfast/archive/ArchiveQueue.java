package io.holdfast.archive;

import io.holdfast.archive.WritePolicy.Source;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, one {@link PendingWrite} a session, and what is being written: what is handed over
 * meanwhile waits beside it. Thread-safe, bounded.
 *
 * <p>Three queues, each in the order of due times. One is of the ordinary ones, one of those whose row failed, to be
 * written one by one so that they hold up nobody. The third is of those whose record did not fit into memory and is to
 * be read on the nodes first.
 */
final class ArchiveQueue {

    private static final int MOST_UNHURRIED = 20;
    private static final int MOST_RELOADED = 100;

    private final WaitingWrites waiting; // guarded by this, as all below
    private final Map<String, PendingWrite> taken = new HashMap<>(); // by the writer
    private final Map<String, PendingWrite> reloading =
            new HashMap<>(); // apart: the same session may be written meanwhile
    private final DueQueue ordinary = new DueQueue();
    private final DueQueue suspects = new DueQueue();
    private final DueQueue spilled = new DueQueue();
    private final ByteBudget budget;
    private final int mostSessions;
    private final WritePolicy writePolicy;
    private final MonotonicClock clock;
    private long arrivals;
    private int reloaded; // read on the nodes, whatever the budget, and not written yet

    ArchiveQueue(ArchiveSettings settings, WritePolicy writePolicy, MonotonicClock clock) {
        this.budget = new ByteBudget(settings.mostBytes());
        this.waiting = new WaitingWrites(budget, this::queueOf);
        this.mostSessions = settings.mostSessions();
        this.writePolicy = writePolicy;
        this.clock = clock;
    }

    /**
     * Adds a record to what waits of its session.
     *
     * @param waiter learns what its row holds, or that it was put back; null for none
     * @return false if there are too many sessions already, and this is a new one
     */
    synchronized boolean add(
            Source source,
            String key,
            SessionRecord record,
            int ttlSeconds,
            @Nullable CompletableFuture<Optional<SessionRecord>> waiter) {
        PendingWrite known = waiting.get(key);
        if (known == null && sessions() >= mostSessions) {
            return false;
        }
        PendingWrite pending = known == null ? create(key) : waiting.remove(known);
        pending.hold(known == null ? record : both(known.record(), record));
        if (!(pending.record() instanceof Tombstone) || record instanceof Tombstone) {
            pending.ends = clock.in(ttlSeconds);
        }
        if (pending.failures == 0) {
            SessionRecord all = pending.record();
            pending.due = Math.min(pending.due, writePolicy.due(source, all == null ? record : all));
        }
        if (waiter != null) {
            pending.addWaiter(waiter);
        }
        insert(pending);
        return true;
    }

    /**
     * All of two records of which one may have been spilled; then they have to be read on the nodes. The one that is
     * here may lack what the other had: handovers come in another order than the saves they tell of.
     */
    private static @Nullable SessionRecord both(@Nullable SessionRecord a, @Nullable SessionRecord b) {
        if (a != null && b != null) {
            return SessionMerge.merge(a, b);
        }
        SessionRecord one = a == null ? b : a;
        return one instanceof Tombstone ? one : null;
    }

    private PendingWrite create(String key) {
        return new PendingWrite(key, arrivals++, MonotonicClock.NEVER);
    }

    private void insert(PendingWrite pending) {
        if (budget.isExceededWith(pending) && pending.canSpill() && !pending.isReloaded) {
            pending.hold(null);
        }
        waiting.add(pending);
    }

    private DueQueue queueOf(PendingWrite pending) {
        if (pending.record() == null) {
            return spilled;
        }
        return pending.failures > 0 ? suspects : ordinary;
    }

    /** If the nodes say that all of a session is archived, and they hold all that waits, nothing has to be done. */
    synchronized void dropIfArchived(String key, Live record) {
        PendingWrite pending = waiting.get(key);
        if (pending != null && pending.record() != null && Records.holdsAllOf(record, pending.record())) {
            unmark(waiting.remove(pending)).completeWaiters(record);
        }
    }

    /** Takes out what is due, to be written together; each is to be given back. */
    synchronized List<PendingWrite> take(int most) {
        return take(ordinary, most);
    }

    /** As {@link #take}, one that failed before. */
    synchronized List<PendingWrite> takeSuspect() {
        return take(suspects, 1);
    }

    private List<PendingWrite> take(DueQueue dueQueue, int most) {
        long now = clock.now();
        List<PendingWrite> batch = new ArrayList<>();
        for (PendingWrite next = waiting.poll(dueQueue, now);
                next != null;
                next = isMore(dueQueue, batch, most) ? waiting.poll(dueQueue, now) : null) {
            taken.put(next.key, next);
            batch.add(next);
        }
        return batch;
    }

    /** Requests wait for a whole batch: those that do share one with nobody else, and do not wait long for another. */
    private static boolean isMore(DueQueue dueQueue, List<PendingWrite> batch, int most) {
        return batch.get(0).due == WritePolicy.FIRST
                ? batch.size() < most && dueQueue.beginsWithFirst()
                : batch.size() < Math.min(most, MOST_UNHURRIED);
    }

    /**
     * One was written, and its row holds {@code row} now. Returns that with all changes that it has counted as such.
     */
    synchronized SessionRecord written(PendingWrite done, SessionRecord row) {
        end(done, row);
        PendingWrite later = waiting.get(done.key);
        if (later == null || later.record() == null) {
            return row;
        }
        SessionRecord all = SessionMerge.merge(row, later.record());
        if (Records.holdsAllOf(row, later.record())) {
            unmark(waiting.remove(later)).completeWaiters(row);
            return Records.archived(all, clock.instant());
        }
        waiting.remove(later).hold(all);
        if (later.due != WritePolicy.FIRST && later.failures == 0) {
            later.due = Math.max(later.due, writePolicy.due(Source.SAVED, all)); // what the row has is not counted
        }
        insert(later);
        return row;
    }

    /** One is given up. */
    synchronized void drop(PendingWrite done) {
        end(done, null);
    }

    private void end(PendingWrite done, @Nullable SessionRecord row) {
        taken.remove(done.key, done);
        reloading.remove(done.key, done);
        budget.free(done);
        unmark(done).completeWaiters(row);
    }

    private PendingWrite unmark(PendingWrite pending) {
        reloaded -= pending.isReloaded ? 1 : 0;
        pending.isReloaded = false;
        return pending;
    }

    /** One was not written, and waits again, together with what was handed over meanwhile. */
    synchronized void putBack(PendingWrite failed) {
        end(failed, null);
        PendingWrite later = waiting.get(failed.key);
        if (later != null) {
            unmark(waiting.remove(later)).completeWaiters(null);
            failed.hold(both(failed.record(), later.record()));
            failed.ends = later.ends;
            failed.due = failed.failures > 0 ? failed.due : Math.min(failed.due, later.due);
        }
        insert(failed);
    }

    /** All that requests wait for stays, but they are told that it will take longer. */
    synchronized void failWaiters() {
        ordinary.first().forEach(pending -> pending.completeWaiters(null));
    }

    synchronized void makeDueNow() {
        ordinary.makeDueNow();
        suspects.makeDueNowOnce(clock.now());
        spilled.makeDueNow();
    }

    /** The rows that failed while the database was away deserve another attempt. */
    synchronized void makeSuspectsDueNow() {
        suspects.makeDueNowOnce(clock.now());
    }

    synchronized long nextDue() {
        return Math.min(ordinary.nextDue(), suspects.nextDue());
    }

    /** When the first record is to be read on the nodes. */
    synchronized long nextReload() {
        return reloaded < MOST_RELOADED ? spilled.nextDue() : MonotonicClock.NEVER;
    }

    /** A session whose record is to be read on the nodes; to be given back. Null if none is due. */
    synchronized @Nullable PendingWrite takeReload() {
        PendingWrite next = reloaded < MOST_RELOADED ? waiting.poll(spilled, clock.now()) : null;
        if (next != null) {
            reloading.put(next.key, next);
        }
        return next;
    }

    /** A record was read on the nodes, and is written next, with what was handed over meanwhile. */
    synchronized void reloaded(PendingWrite pending, SessionRecord record) {
        reloading.remove(pending.key);
        PendingWrite later = waiting.get(pending.key);
        PendingWrite all = later == null ? pending : waiting.remove(later);
        all.hold(later == null ? record : both(record, later.record()));
        all.due = Math.min(all.due, Math.min(pending.due, clock.now()));
        if (all.record() != null && !all.isReloaded) {
            all.isReloaded = true;
            reloaded++;
        }
        insert(all);
    }

    /** What of a session waits or is being written; null for nothing. */
    synchronized @Nullable TimedRecord known(String key) {
        return TimedRecord.merge(known(taken.get(key)), known(waiting.get(key)));
    }

    private @Nullable TimedRecord known(@Nullable PendingWrite pending) {
        SessionRecord record = pending == null ? null : pending.record();
        return pending == null || record == null ? null : new TimedRecord(record, clock.secondsUntil(pending.ends));
    }

    private int sessions() {
        return waiting.size() + taken.size() + reloading.size();
    }

    /** Whether all that was due has been tried. */
    synchronized boolean isIdle() {
        return taken.isEmpty() && reloading.isEmpty() && nextDue() > clock.now();
    }

    synchronized Size size() {
        return new Size(sessions(), budget.taken(), spilled.size(), suspects.size());
    }

    /** How much waits. */
    record Size(int sessions, long bytes, int spilled, int failing) {}
}
