package io.holdfast.store;

import io.holdfast.session.SessionRecord.Live;

/** What came of writing a record to its owners. */
sealed interface SaveOutcome {

    /**
     * It is stored.
     *
     * @param record what was stored, which is what was wanted and what was found meanwhile
     * @param copies how many nodes acknowledged it, at least 1
     */
    record Stored(Live record, int copies) implements SaveOutcome {}

    /** The session has ended meanwhile; its tombstone was spread. */
    record Ended() implements SaveOutcome {}

    /** Others changed the session at every attempt. */
    record Contended() implements SaveOutcome {}

    /** No node acknowledged it; it may be stored all the same. */
    record NoAcknowledgement() implements SaveOutcome {}
}
