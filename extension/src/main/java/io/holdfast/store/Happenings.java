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
final class Happenings {

    private final StoreListener listener;
    private final InstantSource time;

    Happenings(StoreListener listener, InstantSource time) {
        this.listener = listener;
        this.time = time;
    }

    long dropped() {
        return listener.dropped();
    }

    void repaired(int copies) {
        listener.happened(new SessionRepaired(copies, time.instant()));
    }

    void restored(int mostMissing) {
        listener.happened(new SessionRestored(mostMissing, time.instant()));
    }

    void unreadable(Node node, String cause) {
        listener.happened(new SessionUnreadable(node.name(), cause, time.instant()));
    }

    void evicted(Node node, long copies) {
        listener.happened(new CopiesEvicted(node.name(), copies, time.instant()));
    }

    void refilled(Node node, boolean restarted, long copies, long looked, Instant began) {
        Instant now = time.instant();
        listener.happened(new NodeRefilled(node.name(), restarted, copies, looked, Duration.between(began, now), now));
    }
}
