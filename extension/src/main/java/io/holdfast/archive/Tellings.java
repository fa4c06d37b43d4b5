package io.holdfast.archive;

import io.holdfast.session.SessionRecord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the nodes are to be told of: that their changes are archived, or what is in the archive and not on them.
 * Bounded; where there are too many, the one that waits longest is forgotten. Thread-safe.
 */
final class Tellings {

    private final Map<String, Pending> waiting = new LinkedHashMap<>(); // guarded by this, as all below
    private final Lane lane = new Lane();
    private final Room room;
    private final int most;
    private final Moments moments;
    private final LongAdder forgotten;
    private long arrivals;
    private @Nullable Pending underWay;

    Tellings(ArchiveSettings settings, Moments moments, LongAdder forgotten) {
        this.room = new Room(settings.mostBytes());
        this.most = settings.mostSessions();
        this.moments = moments;
        this.forgotten = forgotten;
    }

    /** What the row of a session holds now; the nodes are told at their next turn. */
    synchronized void add(String key, SessionRecord row) {
        Pending known = waiting.get(key);
        Pending telling = known == null ? new Pending(key, arrivals++, moments.now()) : remove(known);
        telling.hold(Contents.merge(telling.record(), row));
        insert(telling);
    }

    private Pending remove(Pending telling) {
        waiting.remove(telling.key);
        lane.remove(telling);
        room.free(telling);
        return telling;
    }

    private void insert(Pending telling) {
        room.take(telling);
        waiting.put(telling.key, telling);
        lane.add(telling);
        Iterator<Pending> oldest = waiting.values().iterator();
        while (waiting.size() > 1 && (room.isExceeded() || waiting.size() > most)) {
            Pending first = oldest.next();
            oldest.remove();
            lane.remove(first);
            room.free(first);
            forgotten.increment();
        }
    }

    synchronized long nextDue() {
        return lane.nextDue();
    }

    /** Takes out one that is due, to be given back before the next; null where none is. */
    synchronized @Nullable Pending take() {
        Pending next = lane.poll(moments.now());
        if (next != null) {
            waiting.remove(next.key);
            room.free(next);
        }
        underWay = next;
        return next;
    }

    synchronized void told() {
        underWay = null;
    }

    /** The one that was taken waits again, until {@link Pending#due}. */
    synchronized void putBack(Pending telling) {
        underWay = null;
        Pending later = waiting.get(telling.key);
        if (later != null) {
            telling.hold(Contents.merge(telling.record(), remove(later).record()));
        }
        insert(telling);
    }

    /** Somebody asks for that session; it goes first. */
    synchronized void hurry(String key) {
        Pending telling = waiting.get(key);
        if (telling != null) {
            lane.remove(telling);
            telling.due = Triggers.FIRST;
            lane.add(telling);
        }
    }

    synchronized void hurryAll() {
        lane.hurry();
    }

    synchronized @Nullable SessionRecord known(String key) {
        Pending telling = waiting.get(key);
        SessionRecord told = underWay != null && underWay.key.equals(key) ? underWay.record() : null;
        return Contents.merge(told, telling == null ? null : telling.record());
    }

    synchronized boolean isUnderWay() {
        return underWay != null;
    }

    synchronized int size() {
        return waiting.size() + (underWay == null ? 0 : 1);
    }
}
