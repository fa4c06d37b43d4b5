package io.holdfast.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions that no request uses and that are kept all the same, those longest unused let go first. A segmented LRU
 * cache (Karedla, Love and Wherry, "Caching Strategies to Improve Disk System Performance", 1994): those of one request
 * only, as crawlers make them, have a quarter of it to themselves and never push out the others. Not thread-safe.
 */
final class LiveCache {

    /** Of an empty session's objects and tables, measured; decoded objects take several times their bytes. */
    static final int WEIGHT_OF_EMPTY = 4096;

    private static final int WEIGHT_OF_BYTE = 6;

    private final Segment once;
    private final Segment again;

    /** @param mostBytes by estimate; 0 to keep none */
    LiveCache(long mostBytes) {
        this.once = new Segment(mostBytes / 4);
        this.again = new Segment(mostBytes - mostBytes / 4);
    }

    private static final class Segment {
        private final long most;
        private final Map<LiveSession, Long> weights = new LinkedHashMap<>();
        private long bytes;

        Segment(long most) {
            this.most = most;
        }

        void add(LiveSession live, long weight) {
            weights.put(live, weight);
            bytes += weight;
        }

        void remove(LiveSession live) {
            Long weight = weights.remove(live);
            bytes -= weight == null ? 0 : weight;
        }

        void evict(List<LiveSession> evicted) {
            while (bytes > most) {
                LiveSession eldest = weights.keySet().iterator().next();
                remove(eldest);
                evicted.add(eldest);
            }
        }
    }

    /** Keeps a session that is not in it, as the one last used; those that have to make room for it are returned. */
    List<LiveSession> add(LiveSession live, int recordBytes) {
        long weight = WEIGHT_OF_EMPTY + (long) WEIGHT_OF_BYTE * recordBytes;
        Segment segment = live.isUsedAgain() ? again : once;
        if (weight > segment.most) {
            return List.of(live);
        }
        List<LiveSession> evicted = new ArrayList<>();
        segment.add(live, weight);
        segment.evict(evicted);
        return evicted;
    }

    void remove(LiveSession live) {
        once.remove(live);
        again.remove(live);
    }

    /** By estimate. */
    long bytes() {
        return once.bytes + again.bytes;
    }

    /** Lets go of all. */
    List<LiveSession> clear() {
        List<LiveSession> all = new ArrayList<>();
        for (Segment segment : List.of(once, again)) {
            all.addAll(Set.copyOf(segment.weights.keySet()));
            segment.weights.clear();
            segment.bytes = 0;
        }
        return all;
    }
}
