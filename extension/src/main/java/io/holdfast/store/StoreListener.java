package io.holdfast.store;

import io.holdfast.HoldfastEvent;

/** Whoever wants to know what happens to copies. Thread-safe. */
@FunctionalInterface
public interface StoreListener {

    /** Nobody. */
    StoreListener NONE = event -> {};

    /** Takes note of an event, at once and without an exception: requests, probes and I/O threads call it. */
    void onEvent(HoldfastEvent event);

    /** How many events it could not take, because there were too many at a time. */
    default long dropped() {
        return 0;
    }
}
