package io.holdfast.faults;

/** What a link does with what is sent over it. */
enum LinkFault {
    CLEAR,
    /** Nothing passes, either way, and nobody is told; what was sent arrives afterwards, as TCP sends it again. */
    CUT,
    /** Every answer comes 300 ms late. */
    SLOW,
    /** Every answer comes a byte at a time. */
    DRIP,
    /** Every so many answers one breaks off in the middle, with a reset. */
    RESETS;

    /** How late an answer comes. */
    long delayNanos() {
        return this == SLOW ? 300_000_000 : 0;
    }
}
