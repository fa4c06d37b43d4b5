package io.holdfast.store;

import io.holdfast.SessionConflictException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;

/** What came of writing a record to its owners. */
sealed interface SaveOutcome {

    /**
     * It is stored.
     *
     * @param record what was stored, which is what was wanted and what was found meanwhile
     * @param copies how many nodes acknowledged it; 0 if none is left and the archive has it
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

    /** @throws io.holdfast.SessionException unless it is stored or its session has ended */
    default void throwUnlessKnown() {
        if (this instanceof Contended) {
            throw new SessionConflictException("The session was changed by others at every attempt to save it; this"
                    + " request's changes may be missing. Fewer parallel changes, or SessionStore.update, help.");
        }
        if (this instanceof NoAcknowledgement) {
            throw new SessionUnavailableException("The session could not be saved: no node answered in time."
                    + " It is unknown whether this request's changes are stored.");
        }
    }
}
