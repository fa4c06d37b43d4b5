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
    private final Shared shared;
    private boolean slow;

    /**
     * What the links of one server have in common.
     *
     * @param server its number
     * @param slow whether the server itself is
     * @param stops when it stands still
     * @param read what it was answered, for sabotages
     */
    record Shared(
            int server,
            AtomicBoolean slow,
            Stops stops,
            Map<String, CompletableFuture<NodeReply>> read,
            Sabotage sabotage,
            NodeInspector inspector,
            Trace trace) {}

    SimulatedLink(FakeNode node, SplittableRandom random, Shared shared) {
        super(node);
        this.node = node;
        this.random = random;
        this.shared = shared;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    void slowServer(boolean isSlow) {
        shared.slow().set(isSlow);
    }

    Stops stops() {
        return shared.stops();
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        lag();
        if (request instanceof NodeRequest.Put put) {
            shared.inspector().sent(put);
        }
        CompletableFuture<NodeReply> reply = shared.sabotage().send(node, request, shared.read());
        if (request instanceof NodeRequest.Put put) {
            CompletableFuture<Void> unused =
                    reply.thenAccept(answer -> shared.inspector().answered(put, answer));
        }
        if (shared.trace().isOn()) {
            int number = shared.trace().number();
            shared.trace().note("  %d to %s #%d %s", shared.server(), node().name(), number, Trace.shown(request));
            CompletableFuture<Void> unused = reply.thenAccept(answer -> shared.trace()
                    .note("  %s to %d #%d %s", node().name(), shared.server(), number, Trace.shown(answer)));
        }
        CompletableFuture<NodeReply> read = new CompletableFuture<>();
        CompletableFuture<Void> unused = reply.thenAccept(answer -> stops().whenGoing(() -> read.complete(answer)));
        return read;
    }

    @Override
    public NodeReply probe(Duration timeout) {
        lag();
        return super.probe(timeout);
    }

    private void lag() {
        int most = slow ? SLOW_MILLIS : shared.slow().get() ? SERVER_SLOW_MILLIS : USUAL_MILLIS;
        node.lagBy(Duration.ofMillis(random.nextInt(most)));
        node.delayRepliesBy(Duration.ofMillis(random.nextInt(most)));
    }

    @Override
    public String toString() {
        return "server " + shared.server() + " to " + node().name();
    }
}
