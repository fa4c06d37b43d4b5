package io.holdfast.store;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ForwardingNode;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way from one server to one node: each message takes its own time and may overtake others. */
final class SimulatedLink extends ForwardingNode {

    private static final int USUAL_MILLIS = 8;
    private static final int SLOW_MILLIS = 60;
    /** Of all links of a server; what is slower than that it takes for dead nodes, as it may. */
    private static final int SERVER_SLOW_MILLIS = 45;

    final FakeNode node;
    private final SplittableRandom random;
    private final Sabotage sabotage;
    private final Map<String, CompletableFuture<NodeReply>> read;
    private final NodeInspector inspector;
    private final Trace trace;
    private final int server;
    private final AtomicBoolean serverSlow;
    private boolean slow;

    /** @param serverSlow shared by all links of one server */
    SimulatedLink(
            FakeNode node,
            int server,
            AtomicBoolean serverSlow,
            SplittableRandom random,
            Sabotage sabotage,
            Map<String, CompletableFuture<NodeReply>> read,
            NodeInspector inspector,
            Trace trace) {
        super(node);
        this.node = node;
        this.server = server;
        this.serverSlow = serverSlow;
        this.random = random;
        this.sabotage = sabotage;
        this.read = read;
        this.inspector = inspector;
        this.trace = trace;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    void slowServer(boolean isSlow) {
        serverSlow.set(isSlow);
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        lag();
        if (request instanceof NodeRequest.Put put) {
            inspector.sent(put);
        }
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
        return super.probe(timeout);
    }

    private void lag() {
        int most = slow ? SLOW_MILLIS : serverSlow.get() ? SERVER_SLOW_MILLIS : USUAL_MILLIS;
        node.lagBy(Duration.ofMillis(random.nextInt(most)));
        node.delayRepliesBy(Duration.ofMillis(random.nextInt(most)));
    }

    @Override
    public String toString() {
        return "server " + server + " to " + node().name();
    }
}
