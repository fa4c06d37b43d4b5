package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a node that came back fit for use: first it gets what it is owed, then the sessions lately used here.
 * Thread-safe.
 */
final class Returns {

    private static final System.Logger LOG = System.getLogger(Returns.class.getName());

    /** What is owed meanwhile is delivered too, but not for ever to a node that misses on and on. */
    private static final int MOST_DELIVERIES = 3;

    private final Cluster cluster;
    private final Delivery delivery;
    private final Refill refill;
    private final Happenings happenings;
    private final InstantSource time;
    private final Map<Node, Long> lives = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Returns(Cluster cluster, Delivery delivery, Refill refill, Happenings happenings, InstantSource time) {
        this.cluster = cluster;
        this.delivery = delivery;
        this.refill = refill;
        this.happenings = happenings;
        this.time = time;
    }

    boolean isDue(Node node) {
        return delivery.isOwed(node);
    }

    /**
     * Returns when it is done, when the node has gone again, or soon after an interrupt, which stays set.
     *
     * @return whether it was done
     */
    boolean settle(Node node) {
        Instant began = time.instant();
        if (!delivery.to(node, this::isStopped)) {
            return false;
        }
        if (cluster.state(node) == NodeState.RECOVERING && !refill(node, began)) {
            return false;
        }
        for (int i = 1; i < MOST_DELIVERIES && delivery.isOwed(node); i++) {
            if (!delivery.to(node, this::isStopped)) {
                return false;
            }
        }
        return true;
    }

    private boolean refill(Node node, Instant began) {
        long life = cluster.incarnation(node).number();
        boolean restarted = life > lives.getOrDefault(node, 1L);
        Refill.Result result = refill.run(node, restarted, this::isStopped);
        if (result.finished()) {
            lives.put(node, life);
        }
        if (restarted || result.looked() > 0) {
            tell(node, restarted, result);
            happenings.refilled(node, restarted, result.mended(), result.looked(), began);
        }
        return result.finished();
    }

    private static void tell(Node node, boolean restarted, Refill.Result result) {
        LOG.log(
                System.Logger.Level.INFO,
                "Node {0} is back{1}: of {2} sessions lately used here that belong on it {3} were copied to it{4}",
                node.name(),
                restarted ? ", restarted and empty" : "",
                Long.toString(result.looked()),
                Long.toString(result.mended()),
                result.finished() ? "" : ", then it went away again");
    }

    private boolean isStopped() {
        return closed || Thread.currentThread().isInterrupted();
    }

    /** Ends soon what is under way, for good. */
    void close() {
        closed = true;
    }
}
