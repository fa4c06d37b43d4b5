package io.holdfast.store;

import io.holdfast.CopiesEvicted;
import io.holdfast.NodeRefilled;
import io.holdfast.SessionRepaired;
import io.holdfast.SessionRestored;
import io.holdfast.SessionUnreadable;
import io.holdfast.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells what happens, with the time, to whom it concerns. Thread-safe. */
final class StoreEvents {

    private final StoreListener listener;
    private final InstantSource time;

    StoreEvents(StoreListener listener, InstantSource time) {
        this.listener = listener;
        this.time = time;
    }

    long dropped() {
        return listener.dropped();
    }

    void repaired(int copies) {
        listener.onEvent(new SessionRepaired(copies, time.instant()));
    }

    void restored(int maxLostChanges) {
        listener.onEvent(new SessionRestored(maxLostChanges, time.instant()));
    }

    void unreadable(Node node, String cause) {
        listener.onEvent(new SessionUnreadable(node.name(), cause, time.instant()));
    }

    void evicted(Node node, long copies) {
        listener.onEvent(new CopiesEvicted(node.name(), copies, time.instant()));
    }

    void refilled(Node node, boolean restarted, long copies, long examined, Instant began) {
        Instant now = time.instant();
        listener.onEvent(new NodeRefilled(node.name(), restarted, copies, examined, Duration.between(began, now), now));
    }
}
