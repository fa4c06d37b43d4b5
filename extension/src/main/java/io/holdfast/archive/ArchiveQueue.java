package io.holdfast.archive;

import io.holdfast.archive.Triggers.Handover;
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
 * What waits to be written, one {@link Pending} a session, and what is being written: what is handed over meanwhile
 * waits beside it. Thread-safe, bounded.
 *
 * <p>Three lanes, each in the order of due times: the ordinary ones; those whose row failed, to be written one by one
 * so that they hold up nobody; and those whose record did not fit into memory and is to be read on the nodes first.
 */
final class ArchiveQueue {

    private static final int MOST_UNHURRIED = 20;
    private static final int MOST_RECALLED = 100;

    private final Map<String, Pending> waiting = new HashMap<>(); // guarded by this, as all below
    private final Map<String, Pending> taken = new HashMap<>(); // by the writer
    private final Map<String, Pending> recalling = new HashMap<>(); // apart: the same session may be written meanwhile
    private final Lane ordinary = new Lane();
    private final Lane suspects = new Lane();
    private final Lane letGo = new Lane();
    private final Room room;
    private final int mostSessions;
    private final Triggers triggers;
    private final Moments moments;
    private long arrivals;
    private int recalled; // read on the nodes, whatever room there is, and not written yet

    ArchiveQueue(ArchiveSettings settings, Triggers triggers, Moments moments) {
        this.room = new Room(settings.mostBytes());
        this.mostSessions = settings.mostSessions();
        this.triggers = triggers;
        this.moments = moments;
    }

    /**
     * Adds a record to what waits of its session.
     *
     * @param waiter learns what its row holds, or that it was put back; null for none
     * @return false where there are too many sessions already, and this is a new one
     */
    synchronized boolean add(
            Handover handover,
            String key,
            SessionRecord record,
            int ttlSeconds,
            @Nullable CompletableFuture<Optional<SessionRecord>> waiter) {
        Pending known = waiting.get(key);
        if (known == null && sessions() >= mostSessions) {
            return false;
        }
        Pending pending = known == null ? create(key) : remove(known);
        pending.hold(known == null ? record : both(known.record(), record));
        if (!(pending.record() instanceof Tombstone) || record instanceof Tombstone) {
            pending.ends = moments.in(ttlSeconds);
        }
        if (pending.failures == 0) {
            SessionRecord all = pending.record();
            pending.due = Math.min(pending.due, triggers.due(handover, all == null ? record : all));
        }
        if (waiter != null) {
            pending.await(waiter);
        }
        insert(pending);
        return true;
    }

    /**
     * All of two records of which one may have been let go; then they have to be read on the nodes. The one that is
     * here may lack what the other had: handovers come in another order than the saves they tell of.
     */
    private static @Nullable SessionRecord both(@Nullable SessionRecord a, @Nullable SessionRecord b) {
        if (a != null && b != null) {
            return SessionMerge.merge(a, b);
        }
        SessionRecord one = a == null ? b : a;
        return one instanceof Tombstone ? one : null;
    }

    private Pending create(String key) {
        return new Pending(key, arrivals++, Moments.NEVER);
    }

    private Pending remove(Pending pending) {
        waiting.remove(pending.key);
        laneOf(pending).remove(pending);
        room.free(pending);
        return pending;
    }

    private void insert(Pending pending) {
        room.take(pending);
        if (room.isExceeded() && pending.canBeLetGo() && !pending.isRecalled) {
            room.free(pending);
            pending.hold(null);
        }
        waiting.put(pending.key, pending);
        laneOf(pending).add(pending);
    }

    private Lane laneOf(Pending pending) {
        if (pending.record() == null) {
            return letGo;
        }
        return pending.failures > 0 ? suspects : ordinary;
    }

    /** Where the nodes say that all of a session is archived, and they hold all that waits, nothing has to be done. */
    synchronized void settled(String key, Live record) {
        Pending pending = waiting.get(key);
        if (pending != null && pending.record() != null && Contents.holdsAllOf(record, pending.record())) {
            unmark(remove(pending)).tell(record);
        }
    }

    /** Takes out what is due, to be written together; each is to be given back. */
    synchronized List<Pending> take(int most) {
        return take(ordinary, most);
    }

    /** As {@link #take}, one that failed before. */
    synchronized List<Pending> takeSuspect() {
        return take(suspects, 1);
    }

    private List<Pending> take(Lane lane, int most) {
        long now = moments.now();
        List<Pending> batch = new ArrayList<>();
        for (Pending next = lane.poll(now); next != null; next = isMore(lane, batch, most) ? lane.poll(now) : null) {
            waiting.remove(next.key);
            taken.put(next.key, next);
            batch.add(next);
        }
        return batch;
    }

    /** Requests wait for a whole batch: those that do share one with nobody else, and do not wait long for another. */
    private static boolean isMore(Lane lane, List<Pending> batch, int most) {
        return batch.get(0).due == Triggers.FIRST
                ? batch.size() < most && lane.beginsWithFirst()
                : batch.size() < Math.min(most, MOST_UNHURRIED);
    }

    /**
     * One was written, and its row holds {@code row} now. Returns that with all changes that it has counted as such.
     */
    synchronized SessionRecord written(Pending done, SessionRecord row) {
        end(done, row);
        Pending later = waiting.get(done.key);
        if (later == null || later.record() == null) {
            return row;
        }
        SessionRecord all = SessionMerge.merge(row, later.record());
        if (Contents.holdsAllOf(row, later.record())) {
            unmark(remove(later)).tell(row);
            return Contents.archived(all, moments.instant());
        }
        remove(later).hold(all);
        if (later.due != Triggers.FIRST && later.failures == 0) {
            later.due = Math.max(later.due, triggers.due(Handover.SAVED, all)); // what the row has is not counted
        }
        insert(later);
        return row;
    }

    /** One is given up. */
    synchronized void drop(Pending done) {
        end(done, null);
    }

    private void end(Pending done, @Nullable SessionRecord row) {
        taken.remove(done.key, done);
        recalling.remove(done.key, done);
        room.free(done);
        unmark(done).tell(row);
    }

    private Pending unmark(Pending pending) {
        recalled -= pending.isRecalled ? 1 : 0;
        pending.isRecalled = false;
        return pending;
    }

    /** One was not written, and waits again, together with what was handed over meanwhile. */
    synchronized void putBack(Pending failed) {
        end(failed, null);
        Pending later = waiting.get(failed.key);
        if (later != null) {
            unmark(remove(later)).tell(null);
            failed.hold(both(failed.record(), later.record()));
            failed.ends = later.ends;
            failed.due = failed.failures > 0 ? failed.due : Math.min(failed.due, later.due);
        }
        insert(failed);
    }

    /** All that requests wait for stays, but they are told that it will take longer. */
    synchronized void disappoint() {
        ordinary.first().forEach(pending -> pending.tell(null));
    }

    synchronized void hurry() {
        ordinary.hurry();
        suspects.hurryOnce(moments.now());
        letGo.hurry();
    }

    /** The rows that failed while the database was away deserve another attempt. */
    synchronized void hurrySuspects() {
        suspects.hurryOnce(moments.now());
    }

    synchronized long nextDue() {
        return Math.min(ordinary.nextDue(), suspects.nextDue());
    }

    /** When the first record is to be read on the nodes. */
    synchronized long nextRecall() {
        return recalled < MOST_RECALLED ? letGo.nextDue() : Moments.NEVER;
    }

    /** A session whose record is to be read on the nodes; to be given back. Null where none is due. */
    synchronized @Nullable Pending takeRecall() {
        Pending next = recalled < MOST_RECALLED ? letGo.poll(moments.now()) : null;
        if (next != null) {
            waiting.remove(next.key);
            recalling.put(next.key, next);
        }
        return next;
    }

    /** A record was read on the nodes, and is written next, with what was handed over meanwhile. */
    synchronized void recalled(Pending pending, SessionRecord record) {
        recalling.remove(pending.key);
        Pending later = waiting.get(pending.key);
        Pending all = later == null ? pending : remove(later);
        all.hold(later == null ? record : both(record, later.record()));
        all.due = Math.min(all.due, Math.min(pending.due, moments.now()));
        if (all.record() != null && !all.isRecalled) {
            all.isRecalled = true;
            recalled++;
        }
        insert(all);
    }

    /** What of a session waits or is being written; null for nothing. */
    synchronized @Nullable Known known(String key) {
        return Known.merge(known(taken.get(key)), known(waiting.get(key)));
    }

    private @Nullable Known known(@Nullable Pending pending) {
        SessionRecord record = pending == null ? null : pending.record();
        return pending == null || record == null ? null : new Known(record, moments.secondsUntil(pending.ends));
    }

    private int sessions() {
        return waiting.size() + taken.size() + recalling.size();
    }

    /** Whether all that was due has been tried. */
    synchronized boolean isIdle() {
        return taken.isEmpty() && recalling.isEmpty() && nextDue() > moments.now();
    }

    synchronized Size size() {
        return new Size(sessions(), room.taken(), letGo.size(), suspects.size());
    }

    /** How much waits. */
    record Size(int sessions, long bytes, int letGo, int failing) {}
}
