package io.holdfast.session;

import java.io.StreamCorruptedException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The size of an object graph, as {@link SerializedGraph} measures it.
 *
 * @param bytes of its serialised form
 * @param elements of all arrays together
 * @param isInDoubt whether a hash table in it may be made larger than its entries need, or a class's form was guessed
 * @param keyCosts as in {@link KeyCosts}
 * @param miscount as in {@link ElementCount}, of the first collection that is wrong; null where none is
 * @param doubtfulNulls as in {@link ElementCount}
 */
record GraphSize(
        int bytes,
        int depth,
        long references,
        long elements,
        boolean isInDoubt,
        long keyCosts,
        @Nullable String miscount,
        int doubtfulNulls) {

    private static final int SLOTS_PER_ENTRY = 8; // at most, of a hash table whose load factor is not odd
    private static final int MOST_GUESSES = 8;
    private static final int SMALLEST_TABLE = 64;

    /** So deep every thread can read; deeper, the one at hand has to show that its stack suffices. */
    private static final int DEPTH_OF_ANY_STACK = 100;

    /**
     * Measures serialised bytes. A class with a {@code writeObject} of its own may leave out the fields that it
     * declares, and the stream does not say so: where it reads as nonsense, the class met last is taken for one of
     * these.
     *
     * @throws StreamCorruptedException where they are not what a stream of this process could have written, or cannot
     *     be told from that
     * @throws StackOverflowError where the graph is nested deeper than reading it could bear
     */
    static GraphSize of(byte[] bytes) throws StreamCorruptedException {
        Set<String> withoutFields = new HashSet<>();
        while (true) {
            SerializedGraph walk = new SerializedGraph(bytes, withoutFields);
            try {
                return walk.whole();
            } catch (RuntimeException e) {
                if (walk.suspect() == null || withoutFields.size() == MOST_GUESSES) {
                    StreamCorruptedException clear =
                            new StreamCorruptedException("they are not a whole object (" + e + ")");
                    clear.initCause(e);
                    throw clear;
                }
                withoutFields.add(walk.suspect());
            }
        }
    }

    /** Whether it can be read back, as far as its size goes; false where that must be tried. */
    boolean isCertainlyWithin(SerialFilter.Limits limits) {
        return bytes <= limits.bytes()
                && depth <= Math.min(limits.depth(), DEPTH_OF_ANY_STACK)
                && references <= limits.references()
                && !isInDoubt
                && elements + references * SLOTS_PER_ENTRY + SMALLEST_TABLE <= limits.bytes()
                && keyCosts <= limits.hashing();
    }
}
