package io.holdfast.testing;

import io.holdfast.cluster.Awaiter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits by letting a {@link ManualClock} run, a millisecond at a time. */
public record ManualAwaiter(ManualClock clock) implements Awaiter {

    private static final Duration STEP = Duration.ofMillis(1);

    @Override
    public void await(CompletableFuture<?> done, long nanos) {
        long end = clock.nanos() + nanos;
        while (!done.isDone() && clock.nanos() < end) {
            Duration left = Duration.ofNanos(end - clock.nanos());
            clock.advance(left.compareTo(STEP) < 0 ? left : STEP);
        }
    }
}
