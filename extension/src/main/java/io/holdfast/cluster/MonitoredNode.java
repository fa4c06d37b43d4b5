package io.holdfast.cluster;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One node of a {@link Cluster}: the way to it, its health, and how many wait on it. Thread-safe. */
final class MonitoredNode {

    /**
     * So many answers of a node that failed last may be outstanding, for each may hold up a request. Not of one that is
     * merely late: if that is so because this process is short of processors, those who are turned away would ask and
     * write elsewhere, and make it shorter.
     */
    private static final int MOST_IN_DOUBT = 16;

    private final NodeClient client;
    private final NodeMonitor monitor;

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
        NodeTraffic traffic = monitor.traffic();
        boolean isFull = traffic.outstanding() >= MOST_IN_DOUBT && monitor.inDoubt();
        if (isFull || monitor.health().state() == NodeState.DOWN) {
            return CompletableFuture.completedFuture(new NodeReply.NoAnswer(NodeReply.Cause.NOT_ASKED));
        }
        traffic.sent();
        CompletableFuture<NodeReply> reply = client.send(request);
        CompletableFuture<?> unused = reply.whenComplete((answer, fault) -> traffic.ended(isAnswer(answer)));
        return reply;
    }

    private static boolean isAnswer(@Nullable NodeReply reply) {
        return reply != null && !(reply instanceof NodeReply.NoAnswer);
    }
}
