package io.holdfast.cluster;

import java.time.Duration;

/** Runs something small later: a scheduler, or a simulation, whose time is its own. Thread-safe. */
@FunctionalInterface
public interface DelayedTasks {

    /** Runs {@code action} once when {@code delay} has passed, on any thread; never, if all is being stopped. */
    void after(Duration delay, Runnable action);
}
