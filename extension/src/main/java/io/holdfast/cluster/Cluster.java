package io.holdfast.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All nodes of this application, asked together and watched while they are. Thread-safe. */
public final class Cluster {

    private final Map<Node, NodeClient> clients = new LinkedHashMap<>();
    private final Map<Node, NodeMonitor> monitors = new LinkedHashMap<>();
    private final FailoverPolicy policy;
    private final Duration operationTimeout;
    private final Waiting waiting;

    /**
     * @param clients one a node, in the order of the configuration
     * @param monitors of the same nodes
     * @param copies how many copies of a session are wanted, at least 1
     * @param operationTimeout the longest wait for an answer
     */
    public Cluster(
            List<NodeClient> clients,
            List<NodeMonitor> monitors,
            int copies,
            Duration operationTimeout,
            Waiting waiting) {
        clients.forEach(client -> this.clients.put(client.node(), client));
        monitors.forEach(monitor -> this.monitors.put(monitor.node(), monitor));
        Ring ring = new Ring(List.copyOf(this.clients.keySet()));
        this.policy = new FailoverPolicy(ring, copies, node -> monitor(node).isUp());
        this.operationTimeout = operationTimeout;
        this.waiting = waiting;
    }

    /** Where {@code key} is read and written now. */
    public Route route(String key) {
        return policy.route(key);
    }

    /** The monitors in the order of the configuration. */
    public List<NodeMonitor> monitors() {
        return List.copyOf(monitors.values());
    }

    private NodeMonitor monitor(Node node) {
        NodeMonitor monitor = monitors.get(node);
        if (monitor == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not of this cluster");
        }
        return monitor;
    }

    /**
     * Sends all requests, then waits once: until all are answered, the operation timeout or the deadline. Every request
     * has its reply in the result; a missing answer is a {@link NodeReply.NoAnswer}.
     */
    public Map<Node, NodeReply> ask(Map<Node, ? extends NodeRequest> requests, Deadline deadline) {
        Map<Node, CompletableFuture<NodeReply>> sent = new LinkedHashMap<>();
        requests.forEach((node, request) -> sent.put(node, send(node, request)));
        long nanos = Math.min(operationTimeout.toNanos(), deadline.remainingNanos());
        boolean fullWait = nanos == operationTimeout.toNanos();
        waiting.await(CompletableFuture.allOf(sent.values().toArray(new CompletableFuture<?>[0])), nanos);
        Map<Node, NodeReply> replies = new LinkedHashMap<>();
        sent.forEach((node, future) -> {
            boolean answered = future.isDone();
            NodeReply reply = future.getNow(new NodeReply.NoAnswer(NodeReply.Cause.TIMEOUT));
            future.cancel(false);
            if (answered || fullWait) { // a request that ran out of its own budget says nothing about the node
                monitor(node).observe(reply);
            }
            replies.put(node, reply);
        });
        return replies;
    }

    /** Sends one request and does not wait: for what may be lost without harm. */
    public void tell(Node node, NodeRequest request) {
        CompletableFuture<NodeReply> unused = send(node, request);
    }

    /** The largest value in bytes that may be written to {@code node} now. */
    public int maxValueBytes(Node node) {
        return client(node).maxValueBytes();
    }

    /** The process that is {@code node} now. */
    public NodeLife life(Node node) {
        return client(node).life();
    }

    /** Waits as for nodes; see {@link Waiting#await}. */
    public void await(CompletableFuture<?> done, long nanos) {
        waiting.await(done, nanos);
    }

    private CompletableFuture<NodeReply> send(Node node, NodeRequest request) {
        return client(node).send(request);
    }

    private NodeClient client(Node node) {
        NodeClient client = clients.get(node);
        if (client == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not of this cluster");
        }
        return client;
    }
}
