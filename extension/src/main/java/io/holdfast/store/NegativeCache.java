package io.holdfast.store;

import io.holdfast.bounded.BoundedMap;
import io.holdfast.cluster.Cluster;
import java.time.InstantSource;
import java.util.Map;

/**
 * The sessions of which this process knows that there are none. A browser with a stale cookie must not cost a round
 * trip with every picture. Nor may old bytes that somebody puts back on all nodes undo an end that was seen here.
 * Bounded; the longest unused is forgotten first. Thread-safe.
 *
 * <p>An ended session stays ended, as ids are never given out twice. One that was merely not found may still come, by a
 * save or a repair under way. So it is asked for again after a few seconds, or when the health of a node changes.
 */
final class NegativeCache {

    static final int MOST = 20_000; // some 3 MB
    static final long ABSENT_MILLIS = 10_000;
    private static final long FOR_GOOD = Long.MAX_VALUE;

    private final InstantSource time;
    private final Map<String, Long> goneUntil = BoundedMap.byUse(MOST);

    /** What is known of a key. */
    enum State {
        ENDED,
        ABSENT,
        UNKNOWN
    }

    /** One that knows of the changes in the nodes' health. */
    static NegativeCache watching(Cluster cluster, InstantSource time) {
        NegativeCache negativeCache = new NegativeCache(time);
        cluster.monitors().forEach(monitor -> monitor.listen(change -> negativeCache.healthChanged()));
        return negativeCache;
    }

    NegativeCache(InstantSource time) {
        this.time = time;
    }

    synchronized State of(String key) {
        Long until = goneUntil.get(key);
        if (until == null) {
            return State.UNKNOWN;
        }
        if (until == FOR_GOOD) {
            return State.ENDED;
        }
        return time.millis() < until ? State.ABSENT : State.UNKNOWN;
    }

    synchronized void ended(String key) {
        goneUntil.put(key, FOR_GOOD);
    }

    synchronized void absent(String key) {
        goneUntil.merge(key, time.millis() + ABSENT_MILLIS, Math::max);
    }

    /** What was missing may have come back with a node. */
    synchronized void healthChanged() {
        goneUntil.values().removeIf(until -> until != FOR_GOOD);
    }
}
