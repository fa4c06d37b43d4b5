package io.holdfast.model;

/** The one fault of a run. */
enum Fault {
    NONE,
    /** A node comes back empty and counts from one again. */
    RESTART,
    /** A node cannot be reached by some servers for a while, and has its old copies afterwards. */
    CUT,
    /** One write does not arrive. */
    WRITE_LOST,
    /** One write is done, and its answer does not arrive. */
    ANSWER_LOST,
    /** One question is not answered. */
    QUESTION_LOST,
    /** A request gives up at one of its writes, done or not. */
    OUT_OF_TIME;

    private static final Fault[] ALL = values();

    static Fault[] all() {
        return ALL;
    }
}
