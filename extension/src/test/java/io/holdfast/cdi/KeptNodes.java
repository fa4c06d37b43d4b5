package io.holdfast.cdi;

import io.holdfast.cluster.InProcessNode;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Nodes that outlive the containers of a test, as real ones do. */
final class KeptNodes implements NodeClients {

    private final Map<String, InProcessNode> nodes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> dead = new ConcurrentHashMap<>();
    private final Map<String, NodeIncarnation> incarnations = new ConcurrentHashMap<>();
    private final Map<String, String> concerns = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();

    @Override
    public List<NodeClient> create(Settings settings, InstantSource time, LongSupplier nanos) {
        return NodeClients.nodes(settings).stream()
                .<NodeClient>map(node -> {
                    nodes.computeIfAbsent(node.name(), name -> empty(node, time));
                    return new Connection(node, time);
                })
                .toList();
    }

    private InProcessNode empty(Node node, InstantSource time) {
        incarnations.merge(
                node.name(),
                new NodeIncarnation(1, OptionalLong.of(1 << 26)),
                (last, first) -> new NodeIncarnation(last.number() + 1, OptionalLong.of(1 << 26)));
        return new InProcessNode(node, 1 << 20, 1 << 26, time);
    }

    int writes() {
        return writes.get();
    }

    int probes() {
        return probes.get();
    }

    void kill(String name) {
        dead.put(name, true);
    }

    /** From now on the node serves, but something about it is to be mended. */
    void worry(String name, String concern) {
        concerns.put(name, concern);
    }

    /** After {@link #kill}: another process, which holds nothing, answers in its place from the next probe on. */
    void startEmpty(String name) {
        nodes.remove(name);
        dead.remove(name);
    }

    private final class Connection implements NodeClient {
        private final Node node;
        private final InstantSource time;

        Connection(Node node, InstantSource time) {
            this.node = node;
            this.time = time;
        }

        private InProcessNode process() {
            return nodes.computeIfAbsent(node.name(), name -> empty(node, time));
        }

        private boolean isDead() {
            return dead.containsKey(node.name());
        }

        @Override
        public Node node() {
            return node;
        }

        @Override
        public String concern() {
            return concerns.getOrDefault(node.name(), "");
        }

        @Override
        public NodeIncarnation incarnation() {
            return incarnations.getOrDefault(node.name(), NodeIncarnation.UNKNOWN);
        }

        @Override
        public int maxValueBytes() {
            return process().maxValueBytes();
        }

        @Override
        public CompletableFuture<NodeReply> send(NodeRequest request) {
            if (isDead()) {
                return CompletableFuture.completedFuture(new NodeReply.NoAnswer(NodeReply.Cause.REFUSED));
            }
            if (request instanceof NodeRequest.Put put && put.key().startsWith("hf:")) { // of sessions
                writes.incrementAndGet();
            }
            return process().send(request);
        }

        @Override
        public NodeReply probe(Duration timeout) {
            probes.incrementAndGet();
            return isDead()
                    ? new NodeReply.NoAnswer(NodeReply.Cause.REFUSED)
                    : process().probe(timeout);
        }

        @Override
        public void close() {
            // the node goes on without this server
        }
    }
}
