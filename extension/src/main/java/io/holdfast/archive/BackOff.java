package io.holdfast.archive;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave alone what failed: twice as long with each failure, and a random half of that less, so that servers
 * which lost the same database do not come back to it in step. Immutable.
 *
 * @param first the shortest pause, more than 0
 * @param most the longest
 */
record BackOff(Duration first, Duration most) {

    /**
     * For a database that is away. The longest pause is shorter than {@link DatabaseHealth#SETTLING}: when reads count
     * again, each server that can has tried to write.
     */
    static final BackOff OF_DATABASE = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private static final int MOST_DOUBLINGS = 30;

    /** Nanoseconds until the next attempt; {@code first} to {@code most}. */
    long nanos(int failures, RandomGenerator random) {
        int doublings = Math.max(1, Math.min(failures, MOST_DOUBLINGS));
        long cap = Math.min(most.toNanos(), multiplied(doublings));
        return cap / 2 + (long) (random.nextDouble() * (cap - cap / 2));
    }

    private long multiplied(int doublings) {
        long nanos = first.toNanos();
        return nanos > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : nanos << doublings;
    }
}
