package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeIncarnation;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when this process knows each node's present process. Thread-safe.
 *
 * <p>A look at each sight of a copy is enough, as no copy is seen on a new process before that process was noticed. So
 * one clock tells in which incarnation a copy was seen, and the nodes' clocks do not matter.
 */
final class NodeIncarnations {

    private final Cluster cluster;
    private final InstantSource time;
    private final Map<Node, Met> met = new ConcurrentHashMap<>();

    private record Met(NodeIncarnation incarnation, long sinceMillis) {}

    NodeIncarnations(Cluster cluster, InstantSource time) {
        this.cluster = cluster;
        this.time = time;
    }

    private Met now(Node node) {
        NodeIncarnation incarnation = cluster.incarnation(node);
        Met before = met.get(node);
        if (before != null && before.incarnation.number() == incarnation.number()) {
            return before;
        }
        return met.merge(
                node,
                new Met(incarnation, time.millis()),
                (old, fresh) -> old.incarnation.number() < fresh.incarnation.number() ? fresh : old);
    }

    /** To be called when a copy was seen on {@code node}, before the time of that is taken. */
    void look(Node node) {
        now(node);
    }

    /** Whether the node was restarted since then, as this process saw it. */
    boolean restartedSince(Node node, long millis) {
        Met now = now(node);
        return now.incarnation.number() > 1 && now.sinceMillis > millis;
    }

    /** Whether a restart of the node would have been noticed. */
    boolean isTold(Node node) {
        return now(node).incarnation.number() > 0;
    }

    OptionalLong memoryBytes(Node node) {
        return now(node).incarnation.memoryBytes();
    }
}
