package io.holdfast.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One node of a {@link Cluster}: the way to it, its health, and how many wait on it. Thread-safe. */
final class MonitoredNode {

    /**
     * So many answers of a node that failed last may be outstanding, for each may hold up a request. Not of one that is
     * merely late: if that is so because this process is short of processors, those who are turned away would ask and
     * write elsewhere, and make it shorter. Nor if all have failed: that is most likely so too, and there is no node
     * that would answer sooner.
     */
    private static final int MOST_IN_DOUBT = 16;

    private static final NodeReply NOT_ASKED = new NodeReply.NoAnswer(NodeReply.Cause.NOT_ASKED);

    private final NodeClient client;
    private final NodeMonitor monitor;
    private final List<NodeMonitor> all;

    /** @param all of the cluster, this one's among them */
    MonitoredNode(NodeClient client, NodeMonitor monitor, List<NodeMonitor> all) {
        this.client = client;
        this.monitor = monitor;
        this.all = List.copyOf(all);
    }

    NodeClient client() {
        return client;
    }

    NodeMonitor monitor() {
        return monitor;
    }

    /**
     * As {@link NodeClient#send}, if the node's state permits; the caller completes what is not answered in time.
     *
     * @param arrived is given the reply, or that there is none; one stage for both, as each has its objects
     */
    CompletableFuture<NodeReply> ask(NodeRequest request, Consumer<NodeReply> arrived) {
        NodeTraffic traffic = monitor.traffic();
        if (isFull() || monitor.health().state() == NodeState.DOWN) {
            arrived.accept(NOT_ASKED);
            return CompletableFuture.completedFuture(NOT_ASKED);
        }
        traffic.sent();
        CompletableFuture<NodeReply> reply = client.send(request);
        CompletableFuture<?> unused = reply.whenComplete((answer, fault) -> {
            traffic.ended(answer != null && !(answer instanceof NodeReply.NoAnswer));
            if (answer != null) {
                arrived.accept(answer);
            }
        });
        return reply;
    }

    private boolean isFull() {
        return monitor.traffic().outstanding() >= MOST_IN_DOUBT
                && monitor.inDoubt()
                && (all.size() == 1 || !all.stream().allMatch(NodeMonitor::inDoubt));
    }
}
