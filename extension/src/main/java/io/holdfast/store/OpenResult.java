package io.holdfast.store;

import java.util.Optional;

/** The four outcomes of asking for a session. */
public sealed interface OpenResult {

    /** The session lives. */
    record Found(OpenSession session) implements OpenResult {}

    /**
     * The session has ended, by logout or by its timeout.
     *
     * @param timedOut the session as it was, if this call is the one that found it timed out and ended it: whoever gets
     *     it tells the application
     */
    record Dead(Optional<OpenSession> timedOut) implements OpenResult {

        /** Ended before, as everybody was told. */
        static final Dead SINCE_LONG = new Dead(Optional.empty());
    }

    /** There certainly is no such session. */
    record Absent() implements OpenResult {}

    /** Too few nodes answered to tell; never a reason to start another session. */
    record Unknown() implements OpenResult {}
}
