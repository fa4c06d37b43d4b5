package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeLife;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The way from one server to one node: each message takes its own time and may overtake others. */
final class SimulatedLink implements NodeClient {

    private static final int USUAL_MILLIS = 8;
    private static final int SLOW_MILLIS = 60;

    final FakeNode node;
    private final SplittableRandom random;
    private final Sabotage sabotage;
    private final Map<String, CompletableFuture<NodeReply>> read;
    private final Trace trace;
    private final int server;
    private boolean slow;

    SimulatedLink(
            FakeNode node,
            int server,
            SplittableRandom random,
            Sabotage sabotage,
            Map<String, CompletableFuture<NodeReply>> read,
            Trace trace) {
        this.node = node;
        this.server = server;
        this.random = random;
        this.sabotage = sabotage;
        this.read = read;
        this.trace = trace;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    @Override
    public Node node() {
        return node.node();
    }

    @Override
    public int maxValueBytes() {
        return node.maxValueBytes();
    }

    @Override
    public NodeLife life() {
        return node.life();
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        lag();
        CompletableFuture<NodeReply> reply = sabotage.send(node, request, read);
        if (trace.isOn()) {
            int number = trace.number();
            trace.note("  %d to %s #%d %s", server, node().name(), number, Trace.shown(request));
            CompletableFuture<Void> unused = reply.thenAccept(
                    answer -> trace.note("  %s to %d #%d %s", node().name(), server, number, Trace.shown(answer)));
        }
        return reply;
    }

    @Override
    public NodeReply probe(Duration timeout) {
        lag();
        return node.probe(timeout);
    }

    private void lag() {
        int most = slow ? SLOW_MILLIS : USUAL_MILLIS;
        node.lagBy(Duration.ofMillis(random.nextInt(most)));
        node.delayRepliesBy(Duration.ofMillis(random.nextInt(most)));
    }

    @Override
    public String toString() {
        return "server " + server + " to " + node().name();
    }

    @Override
    public void close() {
        node.close();
    }
}
