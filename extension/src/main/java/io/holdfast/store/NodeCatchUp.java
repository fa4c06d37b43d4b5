package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a node that came back fit for use: first it gets its hints, then the sessions lately used here. Thread-safe.
 */
final class NodeCatchUp {

    private static final System.Logger LOG = System.getLogger(NodeCatchUp.class.getName());

    /** Hints that come meanwhile are delivered too, but not for ever to a node that misses on and on. */
    private static final int MOST_DELIVERIES = 3;

    private final Cluster cluster;
    private final HintDelivery delivery;
    private final NodeRefill refill;
    private final StoreEvents events;
    private final InstantSource time;
    private final Map<Node, Long> incarnations = new ConcurrentHashMap<>();
    private volatile boolean closed;

    NodeCatchUp(Cluster cluster, HintDelivery delivery, NodeRefill refill, StoreEvents events, InstantSource time) {
        this.cluster = cluster;
        this.delivery = delivery;
        this.refill = refill;
        this.events = events;
        this.time = time;
    }

    boolean needsRecovery(Node node) {
        return delivery.hasHintsFor(node);
    }

    /**
     * Returns when it is done, when the node has gone again, or soon after an interrupt, which stays set.
     *
     * @return whether it was done
     */
    boolean recover(Node node) {
        Instant began = time.instant();
        if (!delivery.to(node, this::isStopped)) {
            return false;
        }
        if (cluster.state(node) == NodeState.RECOVERING && !refill(node, began)) {
            return false;
        }
        for (int i = 1; i < MOST_DELIVERIES && delivery.hasHintsFor(node); i++) {
            if (!delivery.to(node, this::isStopped)) {
                return false;
            }
        }
        return true;
    }

    private boolean refill(Node node, Instant began) {
        long incarnation = cluster.incarnation(node).number();
        boolean restarted = incarnation > incarnations.getOrDefault(node, 1L);
        NodeRefill.Result result = refill.run(node, restarted, this::isStopped);
        if (result.finished()) {
            incarnations.put(node, incarnation);
        }
        if (restarted || result.examined() > 0) {
            tell(node, restarted, result);
            events.refilled(node, restarted, result.repaired(), result.examined(), began);
        }
        return result.finished();
    }

    private static void tell(Node node, boolean restarted, NodeRefill.Result result) {
        LOG.log(
                System.Logger.Level.INFO,
                "Node {0} is back{1}: of {2} sessions lately used here that belong on it {3} were copied to it{4}",
                node.name(),
                restarted ? ", restarted and empty" : "",
                Long.toString(result.examined()),
                Long.toString(result.repaired()),
                result.finished() ? "" : ", then it became unreachable again");
    }

    private boolean isStopped() {
        return closed || Thread.currentThread().isInterrupted();
    }

    /** Ends soon what is under way, for good. */
    void close() {
        closed = true;
    }
}
