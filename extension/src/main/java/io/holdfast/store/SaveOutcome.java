package io.holdfast.store;

import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;

/** What came of writing a record to its owners. */
sealed interface SaveOutcome {

    /**
     * It is stored.
     *
     * @param record what was stored, which is what was wanted and what was found meanwhile
     * @param copies how many nodes acknowledged it; 0 where none is left and the archive has it
     */
    record Stored(Live record, int copies) implements SaveOutcome {}

    /**
     * There is no such session under its key any more.
     *
     * @param tombstone what stands for it, and was spread
     */
    record Ended(Tombstone tombstone) implements SaveOutcome {}

    /** Others changed the session at every attempt. */
    record Contended() implements SaveOutcome {}

    /** No node acknowledged it; it may be stored all the same. */
    record NoAcknowledgement() implements SaveOutcome {}
}
