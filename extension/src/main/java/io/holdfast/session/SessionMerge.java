package io.holdfast.session;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges two records of one session: per attribute the newer stamp wins, and a tombstone wins over everything, noting
 * until when the loser would be believed. Of two tombstones all is kept: the later stamp, that the session ended if
 * either says so, and where it went.
 *
 * <p>Commutative, associative and idempotent (a map of last-writer-wins registers: Shapiro et al., "A comprehensive
 * study of Convergent and Commutative Replicated Data Types", 2011), so neither order nor repetition of writes matters.
 */
public final class SessionMerge {

    private SessionMerge() {}

    /** The record that holds all that either holds. */
    public static SessionRecord merge(SessionRecord a, SessionRecord b) {
        if (a instanceof Live one && b instanceof Live other) {
            return merge(one, other);
        }
        if (a instanceof Tombstone one && b instanceof Tombstone other) {
            return merge(one, other);
        }
        return a instanceof Tombstone tombstone ? tombstone.against((Live) b) : ((Tombstone) b).against((Live) a);
    }

    /**
     * As {@link #merge(SessionRecord, SessionRecord)}, but what was found counts for nothing beside {@code sure} if it
     * is not believed any more, while that is: it may hold what was removed so long ago that no trace of that is left.
     */
    public static SessionRecord mergeUnlessOld(SessionRecord sure, SessionRecord found, long nowMillis) {
        boolean isOld = sure instanceof Live one
                && found instanceof Live other
                && one.validity().isBelievedAt(nowMillis)
                && !other.validity().isBelievedAt(nowMillis);
        return isOld ? sure : merge(sure, found);
    }

    /** As {@link #mergeUnlessOld}, of two of which neither is more sure than the other. */
    public static SessionRecord mergeBelieved(SessionRecord a, SessionRecord b, long nowMillis) {
        boolean isOld = a instanceof Live live && !live.validity().isBelievedAt(nowMillis);
        return isOld ? mergeUnlessOld(b, a, nowMillis) : mergeUnlessOld(a, b, nowMillis);
    }

    /** As {@link #merge(SessionRecord, SessionRecord)}, of two records that live. */
    public static Live merge(Live a, Live b) {
        SortedMap<String, StoredValue> merged = new TreeMap<>(a.attributes());
        b.attributes().forEach((name, value) -> merged.merge(name, value, StoredValue::later));
        return new Live(
                Math.min(a.createdMillis(), b.createdMillis()),
                a.validity().merge(b.validity()),
                later(a.idleTimeout(), b.idleTimeout()),
                merged,
                a.changes().merge(b.changes()));
    }

    /** As {@link #merge(SessionRecord, SessionRecord)}, of two tombstones. */
    public static Tombstone merge(Tombstone a, Tombstone b) {
        SortedSet<String> successors = new TreeSet<>(a.successors());
        successors.addAll(b.successors());
        Stamp stamp = b.stamp().isAfter(a.stamp()) ? b.stamp() : a.stamp();
        long until = Math.max(a.untilMillis(), b.untilMillis());
        return new Tombstone(stamp, a.isEnd() || b.isEnd(), successors, until);
    }

    private static IdleTimeout later(IdleTimeout a, IdleTimeout b) {
        return b.stamp().isAfter(a.stamp()) ? b : a;
    }
}
