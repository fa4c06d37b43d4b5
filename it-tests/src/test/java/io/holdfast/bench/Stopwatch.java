package io.holdfast.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Goes from a moment on. */
record Stopwatch(long began) {

    static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Returns when it shows so many seconds. */
    void await(double seconds) {
        long left = Math.max(0, (long) (1000 * (seconds - seconds())));
        new CompletableFuture<>()
                .completeOnTimeout(null, left, TimeUnit.MILLISECONDS)
                .join();
    }
}
