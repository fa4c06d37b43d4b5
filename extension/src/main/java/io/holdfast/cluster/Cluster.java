package io.holdfast.cluster;

import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeReply.NoAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All nodes of this application, asked together and watched while they are. Thread-safe. */
public final class Cluster {

    /** An eighth of the operation timeout, some 30 ms, is what a straggler gets once another node has answered. */
    private static final int STRAGGLERS_SHARE = 8;

    private final Map<Node, MonitoredNode> nodes = new LinkedHashMap<>();
    private final FailoverPolicy policy;
    private final Duration operationTimeout;
    private final Awaiter awaiter;
    private final DelayedTasks delayedTasks;

    /**
     * @param clients one a node, in the order of the configuration
     * @param monitors of the same nodes, in the same order
     * @param copies how many copies of a session are wanted, at least 1
     * @param operationTimeout the longest wait for an answer
     * @param delayedTasks watches for the answers that nobody waits for any more
     */
    public Cluster(
            List<NodeClient> clients,
            List<NodeMonitor> monitors,
            int copies,
            Duration operationTimeout,
            Awaiter awaiter,
            DelayedTasks delayedTasks) {
        for (int i = 0; i < clients.size(); i++) {
            nodes.put(clients.get(i).node(), new MonitoredNode(clients.get(i), monitors.get(i)));
        }
        int fewest = Math.min(copies, Math.max(1, clients.size() - 1));
        monitors.forEach(monitor -> monitor.listen(change -> resetHoldDownsIfFewAreLeft(fewest)));
        RendezvousPlacement placement = new RendezvousPlacement(List.copyOf(nodes.keySet()));
        this.policy = new FailoverPolicy(placement, copies, this::state);
        this.operationTimeout = operationTimeout;
        this.awaiter = awaiter;
        this.delayedTasks = delayedTasks;
    }

    /**
     * If fewer nodes are left than a session has copies, one that comes and goes does less harm than its absence; and
     * if none is left, it is most likely this process that was ill.
     */
    private void resetHoldDownsIfFewAreLeft(int fewest) {
        Collection<MonitoredNode> all = nodes.values();
        long left = all.stream()
                .filter(monitored -> monitored.monitor().health().state() != NodeState.DOWN)
                .count();
        if (left < fewest) {
            all.forEach(monitored -> monitored.monitor().resetHoldDown());
        }
    }

    /** Where {@code key} is read and written now. */
    public Route route(String key) {
        return policy.route(key);
    }

    /** The monitors in the order of the configuration. */
    public List<NodeMonitor> monitors() {
        return nodes.values().stream().map(MonitoredNode::monitor).toList();
    }

    /**
     * Sends all requests, then waits once: until all are answered, the operation timeout or the deadline. Every request
     * has its reply in the result; a missing answer is a {@link NodeReply.NoAnswer}. A node that is down is not asked.
     */
    public Map<Node, NodeReply> ask(Map<Node, ? extends NodeRequest> requests, Deadline deadline) {
        return new Asked(requests, deadline).all();
    }

    /**
     * As {@link #ask}, but once one node has answered the others have a moment only. One that has not answered by then
     * is {@link Cause#LATE}, and whether it does is watched in the background. For reads: a write that nobody waited
     * for may be the only one that counts.
     */
    public Map<Node, NodeReply> askWithoutStragglers(Map<Node, NodeRequest.Get> requests, Deadline deadline) {
        return new Asked(requests, deadline).withoutStragglers();
    }

    /** Sends one request and does not wait: for what may be lost without harm. */
    public void tell(Node node, NodeRequest request) {
        CompletableFuture<NodeReply> unused = monitored(node).client().send(request);
    }

    /** The largest value in bytes that may be written to {@code node} now. */
    public int maxValueBytes(Node node) {
        return monitored(node).client().maxValueBytes();
    }

    /** The process that is {@code node} now. */
    public NodeIncarnation incarnation(Node node) {
        return monitored(node).client().incarnation();
    }

    /** What this application thinks of {@code node} now. */
    public NodeState state(Node node) {
        return monitored(node).monitor().health().state();
    }

    /** Waits as for nodes; see {@link Awaiter#await}. */
    public void await(CompletableFuture<?> done, long nanos) {
        awaiter.await(done, nanos);
    }

    /** Gives nodes that kept silent a moment before they are asked again. */
    public void pause(Deadline deadline) {
        awaiter.await(new CompletableFuture<>(), Math.min(moment(), deadline.remainingNanos()));
    }

    private long moment() {
        return operationTimeout.toNanos() / STRAGGLERS_SHARE;
    }

    private MonitoredNode monitored(Node node) {
        MonitoredNode monitored = nodes.get(node);
        if (monitored == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not of this cluster");
        }
        return monitored;
    }

    /** Requests that were sent together. */
    private final class Asked {
        private final Map<Node, CompletableFuture<NodeReply>> sent = new LinkedHashMap<>();
        private final Deadline deadline;
        private final long began;

        Asked(Map<Node, ? extends NodeRequest> requests, Deadline deadline) {
            this.deadline = deadline;
            this.began = deadline.remainingNanos();
            requests.forEach((node, request) -> sent.put(node, monitored(node).ask(request)));
        }

        Map<Node, NodeReply> all() {
            awaiter.await(answers(), untilTimeout());
            return replies(false);
        }

        Map<Node, NodeReply> withoutStragglers() {
            CompletableFuture<?> all = answers();
            awaiter.await(CompletableFuture.anyOf(all, anAnswer()), untilTimeout());
            awaiter.await(all, Math.min(moment(), untilTimeout()));
            return replies(true);
        }

        private CompletableFuture<?> answers() {
            return CompletableFuture.allOf(sent.values().toArray(new CompletableFuture<?>[0]));
        }

        /** Not that a node could not be reached. */
        private CompletableFuture<?> anAnswer() {
            CompletableFuture<NodeReply> first = new CompletableFuture<>();
            for (CompletableFuture<NodeReply> each : sent.values()) {
                CompletableFuture<?> unused = each.thenAccept(reply -> {
                    if (!(reply instanceof NoAnswer)) {
                        first.complete(reply);
                    }
                });
            }
            return first;
        }

        private long untilTimeout() {
            return Math.min(operationTimeout.toNanos() - nanosGone(), deadline.remainingNanos());
        }

        private long nanosGone() {
            return began - deadline.remainingNanos();
        }

        private Map<Node, NodeReply> replies(boolean lateIsSlow) {
            long left = operationTimeout.toNanos() - nanosGone();
            Map<Node, NodeReply> replies = new LinkedHashMap<>();
            sent.forEach((node, future) -> {
                NodeMonitor monitor = monitored(node).monitor();
                if (left <= 0) {
                    future.complete(new NoAnswer(Cause.TIMEOUT));
                }
                NodeReply reply = future.getNow(new NoAnswer(Cause.LATE));
                if (future.isDone()) {
                    monitor.observe(future.join());
                } else {
                    watch(monitor, future, left, lateIsSlow);
                }
                replies.put(node, reply);
            });
            return replies;
        }

        /** A request that is answered, or out of its own time, before the node is says nothing about the node yet. */
        private void watch(NodeMonitor monitor, CompletableFuture<NodeReply> reply, long nanos, boolean lateIsSlow) {
            CompletableFuture<?> unused = reply.thenAccept(lateIsSlow ? monitor::observeLate : monitor::observe);
            delayedTasks.after(Duration.ofNanos(nanos), () -> reply.complete(new NoAnswer(Cause.TIMEOUT)));
        }
    }
}
