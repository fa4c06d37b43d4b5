package io.holdfast.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a thread waits for nodes; in a simulation, whose time is its own, otherwise than by blocking. Thread-safe. */
@FunctionalInterface
public interface Awaiter {

    /** Blocks the calling thread; an interrupt ends the wait and stays set. */
    Awaiter BLOCKING = Awaiter::block;

    /** Returns when {@code done} is complete or {@code nanos} nanoseconds have passed, whichever comes first. */
    void await(CompletableFuture<?> done, long nanos);

    private static void block(CompletableFuture<?> done, long nanos) {
        try {
            done.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // whoever waits looks at what is there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node client broke its contract", e);
        }
    }
}
