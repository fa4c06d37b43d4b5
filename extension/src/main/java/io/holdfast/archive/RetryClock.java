package io.holdfast.archive;

import java.util.random.RandomGenerator;

/** Tells when to try again what failed. Thread-safe. */
record RetryClock(MonotonicClock clock, RandomGenerator random) {

    long next(BackOff backOff, int failures) {
        return clock.now() + backOff.nanos(failures, random);
    }
}
