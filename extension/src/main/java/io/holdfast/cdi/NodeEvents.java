package io.holdfast.cdi;

import io.holdfast.NodeCameBack;
import io.holdfast.NodeWentDown;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeChange;
import io.holdfast.cluster.NodeListener;
import io.holdfast.cluster.NodeState;
import io.holdfast.store.StoreListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells of nodes that go out of service and come back, each once, whatever states lie between. Thread-safe.
 *
 * <p>A node's very first way into service is not told: it was never seen out of it.
 */
final class NodeEvents implements NodeListener {

    private final StoreListener listener;
    private final Map<Node, Instant> downSince = new HashMap<>(); // guarded by this
    private final Map<Node, Instant> newest = new HashMap<>(); // guarded by this

    NodeEvents(StoreListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void changed(NodeChange change) {
        if (change.when().isBefore(newest.getOrDefault(change.node(), Instant.MIN))) {
            return; // overtaken by a later change, which has told how it is now
        }
        newest.put(change.node(), change.when());
        String name = change.node().name();
        if (change.to() == NodeState.DOWN) {
            if (downSince.putIfAbsent(change.node(), change.when()) == null) {
                listener.onEvent(new NodeWentDown(name, change.cause(), change.when()));
            }
        } else if (change.to() == NodeState.UP) {
            Instant since = downSince.remove(change.node());
            if (since != null) {
                Duration away = Duration.between(since, change.when());
                listener.onEvent(new NodeCameBack(name, away, change.when()));
            }
        }
    }
}
