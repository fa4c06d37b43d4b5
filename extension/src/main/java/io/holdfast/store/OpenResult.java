package io.holdfast.store;

/** The four outcomes of asking for a session. */
public sealed interface OpenResult {

    /** The session lives. */
    record Found(OpenSession session) implements OpenResult {}

    /** The session has ended, by logout or by its timeout. */
    record Dead() implements OpenResult {}

    /** There certainly is no such session. */
    record Absent() implements OpenResult {}

    /** Too few nodes answered to tell; never a reason to start another session. */
    record Unknown() implements OpenResult {}
}
