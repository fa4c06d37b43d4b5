package io.holdfast.archive;

import java.util.BitSet;

/** Which faults of single rows were told already. Not thread-safe. */
final class ReportedRows {

    private final BitSet sizes = new BitSet(); // by the number of binary digits
    private boolean isAnyReported;

    /** Whether none was, of those that are not for their size. */
    boolean isNew() {
        boolean isNew = !isAnyReported;
        isAnyReported = true;
        return isNew;
    }

    /** Whether none was of about that size: a class of them begins with each power of two. */
    boolean isNew(int bytes) {
        int size = Integer.SIZE - Integer.numberOfLeadingZeros(bytes);
        boolean isNew = !sizes.get(size);
        sizes.set(size);
        return isNew;
    }
}
