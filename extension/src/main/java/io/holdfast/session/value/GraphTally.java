package io.holdfast.session.value;

import org.jspecify.annotations.Nullable;

/** Adds up what {@link SerializedGraph} meets. Not thread-safe. */
final class GraphTally {

    /** Below this load factor a Hashtable's array is more than eight times as long as it has entries. */
    private static final float SMALLEST_LOAD = 0.25f;

    private int deepest;
    private long references;
    private long elements;
    private boolean hasOddTable;
    private int doubtful;
    private @Nullable String miscount;

    void enter(int depth) {
        references++;
        deepest = Math.max(deepest, depth);
    }

    long references() {
        return references;
    }

    void array(int length) {
        elements += Math.max(0, length);
    }

    /** @param load the last float among its fields */
    void table(String className, float load) {
        hasOddTable |= className.equals("java.util.Hashtable") && !(load >= SMALLEST_LOAD);
    }

    void collection(ElementCount count) {
        miscount = miscount == null ? count.fault() : miscount;
        doubtful += count.doubtful();
    }

    /** @param isGuess whether the form of a class in it was guessed */
    GraphSize size(int bytes, boolean isGuess, long keyCosts) {
        return new GraphSize(
                bytes, deepest, references, elements, hasOddTable || isGuess, keyCosts, miscount, doubtful);
    }
}
