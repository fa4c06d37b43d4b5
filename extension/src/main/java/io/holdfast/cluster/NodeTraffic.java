package io.holdfast.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts what a node is asked and answers. Thread-safe. */
final class NodeTraffic {

    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();

    void sent() {
        outstanding.incrementAndGet();
    }

    /** For each {@link #sent}, once. */
    void ended(boolean isAnswered) {
        if (isAnswered) {
            answered.incrementAndGet();
        }
        outstanding.decrementAndGet();
    }

    /** How many requests have neither been answered nor given up. */
    int outstanding() {
        return outstanding.get();
    }

    /**
     * Tells, when asked, how many requests at least have been answered that were sent from now on: a node answers in
     * the order in which it was asked. Below zero while those from before are outstanding.
     */
    LongSupplier watch() {
        long before = answered.get() + outstanding.get();
        return () -> answered.get() - before;
    }
}
