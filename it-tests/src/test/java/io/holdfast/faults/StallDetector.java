package io.holdfast.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Notices when this machine has no time for those who wait for it: then what is measured is not worth much. */
final class StallDetector implements AutoCloseable {

    private static final long TICK = 10_000_000;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong longest = new AtomicLong();

    StallDetector() {
        Threads.daemon("stalls", this::watch);
    }

    private void watch() {
        try {
            long before = System.nanoTime();
            while (!end.await(TICK, TimeUnit.NANOSECONDS)) {
                long now = System.nanoTime();
                longest.accumulateAndGet(now - before - TICK, Math::max);
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds of the longest stall so far. */
    long longest() {
        return longest.get() / 1_000_000;
    }

    @Override
    public void close() {
        end.countDown();
    }
}
