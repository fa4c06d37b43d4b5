package io.holdfast.faults;

/**
 * One request and what became of it; times in nanoseconds of this process.
 *
 * @param due when it was to be sent: what it waited for its turn counts
 */
record Answer(User user, Step step, Outcome outcome, long due, long ended) {

    long nanos() {
        return ended - due;
    }

    /** Whether it was neither right nor a loss, which is counted as such. */
    boolean failed() {
        return outcome == Outcome.ERROR || outcome == Outcome.UNAVAILABLE;
    }
}
