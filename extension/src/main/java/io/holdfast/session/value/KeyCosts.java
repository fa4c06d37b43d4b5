package io.holdfast.session.value;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * What it costs to hash and compare the keys of the tables in an object graph, before any of them is made. A collection
 * is hashed by all that it holds, each time again, so a few hundred bytes of collections that hold each other twice
 * keep a thread busy for ever.
 *
 * <p>The unit is one object or 16 bytes, as often as it is met. A collection as a key costs that once more for each one
 * before it in its table, as their hash codes may be equal. Objects of other classes count once with all that is
 * written in them: how they are hashed is not to be seen here, and most entities are so by their id.
 */
final class KeyCosts {

    private static final String COLLECTIONS = "java.util.";
    private static final int BYTES = 16;
    private static final long ENDLESS = Long.MAX_VALUE / 4;

    private static final Set<String> SETS = Set.of("java.util.HashSet");
    private static final Set<String> MAPS =
            Set.of("java.util.HashMap", "java.util.Hashtable", "java.util.concurrent.ConcurrentHashMap");
    private static final String IMMUTABLE = "java.util.CollSer";
    private static final int IMMUTABLE_SET = 2; // the tags of java.util.CollSer
    private static final int IMMUTABLE_MAP = 3;

    /** How the contents of a class's own part are used as keys of a table. */
    enum Keys {
        NONE(0),
        ALL(1),
        EVERY_SECOND(2);

        private final int step;

        Keys(int step) {
            this.step = step;
        }

        boolean has(int index) {
            return step > 0 && index % step == 0;
        }
    }

    /** Few objects take less, with their class, fields and strings. */
    private static final int BYTES_AN_OBJECT = 16;

    private static final int FEWEST = 16;
    private static final int MOST_AT_START = 1 << 12; // large graphs may be one array

    private long[] weights; // of closed objects, by handle
    private final BitSet collections;
    private long total;

    /** @param bytes of the graph: what most graphs of that size need is there from the start */
    KeyCosts(int bytes) {
        int likely = Math.min(MOST_AT_START, Math.max(FEWEST, bytes / BYTES_AN_OBJECT));
        weights = new long[likely];
        collections = new BitSet(likely);
    }

    /**
     * @param fields the types of those that are stored of it
     * @param tag the int among them
     */
    static Keys keysOf(String className, String fields, int tag) {
        if (className.equals(IMMUTABLE)) {
            return keysOfImmutable(fields, tag);
        }
        if (SETS.contains(className)) {
            return Keys.ALL;
        }
        return MAPS.contains(className) ? Keys.EVERY_SECOND : Keys.NONE;
    }

    private static Keys keysOfImmutable(String fields, int tag) {
        if (!fields.equals("I") || tag == IMMUTABLE_SET) {
            return Keys.ALL; // with other fields none of this process wrote it, and the tag may be another one
        }
        return tag == IMMUTABLE_MAP ? Keys.EVERY_SECOND : Keys.NONE;
    }

    static boolean isCollection(String className) {
        return className.startsWith(COLLECTIONS);
    }

    static long ofBytes(long count) {
        return count / BYTES;
    }

    static long sum(long one, long other) {
        return Math.min(one + other, ENDLESS);
    }

    void close(int handle, long weight, boolean collection) {
        if (handle >= weights.length) {
            weights = Arrays.copyOf(weights, Math.max(handle + 1, weights.length * 2));
        }
        weights[handle] = weight;
        collections.set(handle, collection);
    }

    /** Of an object that was met before; one that is being read counts as empty, which it is at that moment. */
    long weight(int handle) {
        return handle < weights.length ? Math.max(1, weights[handle]) : 1;
    }

    boolean isCollection(int handle) {
        return collections.get(handle);
    }

    /** @param collectionsBefore keys of the same table */
    void key(long weight, long collectionsBefore) {
        total = sum(total, collectionsBefore > ENDLESS / weight ? ENDLESS : weight * (1 + collectionsBefore));
    }

    long total() {
        return total;
    }
}
