package io.holdfast.session.value;

import org.jspecify.annotations.Nullable;

/**
 * The size of an object graph, as {@link SerializedGraph} measures it.
 *
 * @param bytes of its serialised form
 * @param elements of all arrays together
 * @param isInDoubt whether a hash table in it may be made larger than its entries need, or a class's form was guessed
 * @param keyCosts as in {@link KeyCosts}
 * @param miscount as in {@link ElementCount}, of the first collection that is wrong; null if none is
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
    private static final int SMALLEST_TABLE = 64;

    /** So deep every thread can read; deeper, the one at hand has to show that its stack suffices. */
    private static final int DEPTH_OF_ANY_STACK = 100;

    /** Whether it can be read back, as far as its size goes; false if that must be tried. */
    boolean isCertainlyWithin(SerialFilter.Limits limits) {
        return bytes <= limits.bytes()
                && depth <= Math.min(limits.depth(), DEPTH_OF_ANY_STACK)
                && references <= limits.references()
                && !isInDoubt
                && elements + references * SLOTS_PER_ENTRY + SMALLEST_TABLE <= limits.bytes()
                && keyCosts <= limits.hashing();
    }
}
