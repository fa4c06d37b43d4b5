package io.holdfast.archive;

import org.jspecify.annotations.Nullable;

/** What is known against one thing that is done with the database, and when it is tried again. Guarded by its owner. */
final class RetryState {

    private final RetryClock retries;
    private @Nullable String cause;
    private int failures;
    private long nextTry;

    RetryState(RetryClock retries) {
        this.retries = retries;
    }

    boolean isOver() {
        return cause == null;
    }

    /** Whether something was tried here and failed, so that this is more than a doubt. */
    boolean isCertain() {
        return cause != null && failures > 0;
    }

    @Nullable
    String cause() {
        return cause;
    }

    /** When to try; long ago if nothing is known against it. */
    long nextTry() {
        return cause == null ? 0 : nextTry;
    }

    void end() {
        cause = null;
        failures = 0;
    }

    void failed(String why) {
        cause = why;
        failures++;
        putOff();
    }

    /** Nothing was tried here, but something else failed: to be tried at once. */
    void doubt(String why) {
        if (cause == null) {
            cause = why;
            nextTry = retries.clock().now();
        }
    }

    void tryNow() {
        nextTry = retries.clock().now();
    }

    private void putOff() {
        nextTry = retries.next(BackOff.OF_DATABASE, failures);
    }
}
