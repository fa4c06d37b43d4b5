package io.holdfast.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One node of a {@link Cluster}: the way to it, its health, and how many wait on it. Thread-safe. */
final class MonitoredNode {

    /** So many answers of a suspect node may be outstanding, for each may hold up a request. */
    private static final int MOST_ON_A_SUSPECT = 16;

    private final NodeClient client;
    private final NodeMonitor monitor;
    private final AtomicInteger outstanding = new AtomicInteger();

    MonitoredNode(NodeClient client, NodeMonitor monitor) {
        this.client = client;
        this.monitor = monitor;
    }

    NodeClient client() {
        return client;
    }

    NodeMonitor monitor() {
        return monitor;
    }

    /** As {@link NodeClient#send}, if the node's state permits; the caller completes what is not answered in time. */
    CompletableFuture<NodeReply> ask(NodeRequest request) {
        NodeState state = monitor.health().state();
        if (state == NodeState.DOWN || (state == NodeState.SUSPECT && outstanding.get() >= MOST_ON_A_SUSPECT)) {
            return CompletableFuture.completedFuture(new NodeReply.NoAnswer(NodeReply.Cause.NOT_ASKED));
        }
        outstanding.incrementAndGet();
        CompletableFuture<NodeReply> reply = client.send(request);
        CompletableFuture<?> unused = reply.whenComplete((answer, fault) -> outstanding.decrementAndGet());
        return reply;
    }
}
