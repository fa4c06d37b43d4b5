package io.holdfast.archive;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sessions in the order in which they are due. Guarded by its {@link ArchiveQueue}. */
final class Lane {

    private static final long NOTHING = Long.MIN_VALUE;

    private final TreeSet<Pending> byDue =
            new TreeSet<>(Comparator.<Pending>comparingLong(each -> each.due).thenComparingLong(each -> each.number));
    private long horizon = NOTHING; // what is due until then is due now

    int size() {
        return byDue.size();
    }

    void add(Pending pending) {
        byDue.add(pending);
    }

    /** To be called before {@link Pending#due} is changed. */
    void remove(Pending pending) {
        byDue.remove(pending);
    }

    /**
     * Makes all that is in it due, in the same order. What comes in behind that and would be due before the last of it
     * goes along, which is early and harmless; giving each of a million sessions another time would hold up requests.
     */
    void hurry() {
        if (!byDue.isEmpty()) {
            horizon = Math.max(horizon, byDue.last().due);
        }
    }

    /** As {@link #hurry}, but what comes in later keeps its time: for a lane of few, to which what fails comes back. */
    void hurryOnce(long now) {
        List<Pending> all = List.copyOf(byDue);
        byDue.clear();
        for (Pending each : all) {
            each.due = Math.min(each.due, now);
            byDue.add(each);
        }
    }

    /** When the first is due; {@link Moments#NEVER} where there is none. */
    long nextDue() {
        if (byDue.isEmpty()) {
            return Moments.NEVER;
        }
        return byDue.first().due <= horizon ? Triggers.FIRST : byDue.first().due;
    }

    /** Takes the first out if it is due. */
    @Nullable
    Pending poll(long now) {
        if (nextDue() > now) {
            horizon = NOTHING;
            return null;
        }
        return byDue.pollFirst();
    }

    /** Whether a request waits for the next one. */
    boolean beginsWithFirst() {
        return !byDue.isEmpty() && byDue.first().due == Triggers.FIRST;
    }

    /** Every one that goes first for a request waits for it. */
    Iterable<Pending> first() {
        return byDue.headSet(new Pending("", Long.MAX_VALUE, Triggers.FIRST), true);
    }
}
