package io.holdfast.archive;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sessions in the order in which they are due. Guarded by its {@link ArchiveQueue}. */
final class DueQueue {

    private static final long NOTHING = Long.MIN_VALUE;

    private final TreeSet<PendingWrite> byDue = new TreeSet<>(
            Comparator.<PendingWrite>comparingLong(each -> each.due).thenComparingLong(each -> each.number));
    private long horizon = NOTHING; // what is due until then is due now

    int size() {
        return byDue.size();
    }

    void add(PendingWrite pending) {
        byDue.add(pending);
    }

    /** To be called before {@link PendingWrite#due} is changed. */
    void remove(PendingWrite pending) {
        byDue.remove(pending);
    }

    /**
     * Makes all that is in it due, in the same order. What comes in behind that and would be due before the last of it
     * goes along, which is early and harmless; giving each of a million sessions another time would hold up requests.
     */
    void makeDueNow() {
        if (!byDue.isEmpty()) {
            horizon = Math.max(horizon, byDue.last().due);
        }
    }

    /**
     * As {@link #makeDueNow}, but what comes in later keeps its time: for a queue of few, to which what fails comes
     * back.
     */
    void makeDueNowOnce(long now) {
        List<PendingWrite> all = List.copyOf(byDue);
        byDue.clear();
        for (PendingWrite each : all) {
            each.due = Math.min(each.due, now);
            byDue.add(each);
        }
    }

    /** When the first is due; {@link MonotonicClock#NEVER} if there is none. */
    long nextDue() {
        if (byDue.isEmpty()) {
            return MonotonicClock.NEVER;
        }
        return byDue.first().due <= horizon ? WritePolicy.FIRST : byDue.first().due;
    }

    /** Takes the first out if it is due. */
    @Nullable
    PendingWrite poll(long now) {
        if (nextDue() > now) {
            horizon = NOTHING;
            return null;
        }
        return byDue.pollFirst();
    }

    /** Whether a request waits for the next one. */
    boolean beginsWithFirst() {
        return !byDue.isEmpty() && byDue.first().due == WritePolicy.FIRST;
    }

    /** Every one that goes first for a request waits for it. */
    Iterable<PendingWrite> first() {
        return byDue.headSet(new PendingWrite("", Long.MAX_VALUE, WritePolicy.FIRST), true);
    }
}
