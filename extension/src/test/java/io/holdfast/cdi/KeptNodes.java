package io.holdfast.cdi;

import io.holdfast.cluster.InProcessNode;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeLife;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Nodes that outlive the containers of a test, as real ones do. */
final class KeptNodes implements NodeClients {

    private final Map<String, InProcessNode> nodes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> dead = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();

    @Override
    public List<NodeClient> create(Settings settings, InstantSource time, LongSupplier nanos) {
        return NodeClients.nodes(settings).stream()
                .<NodeClient>map(node -> new Connection(
                        nodes.computeIfAbsent(node.name(), name -> new InProcessNode(node, 1 << 20, 1 << 26, time))))
                .toList();
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

    private final class Connection implements NodeClient {
        private final InProcessNode node;

        Connection(InProcessNode node) {
            this.node = node;
        }

        private boolean isDead() {
            return dead.containsKey(node().name());
        }

        @Override
        public Node node() {
            return node.node();
        }

        @Override
        public NodeLife life() {
            return node.life();
        }

        @Override
        public int maxValueBytes() {
            return node.maxValueBytes();
        }

        @Override
        public CompletableFuture<NodeReply> send(NodeRequest request) {
            if (isDead()) {
                return CompletableFuture.completedFuture(new NodeReply.NoAnswer(NodeReply.Cause.REFUSED));
            }
            if (request instanceof NodeRequest.Put) {
                writes.incrementAndGet();
            }
            return node.send(request);
        }

        @Override
        public NodeReply probe(Duration timeout) {
            probes.incrementAndGet();
            return isDead() ? new NodeReply.NoAnswer(NodeReply.Cause.REFUSED) : node.probe(timeout);
        }

        @Override
        public void close() {
            // the node goes on without this server
        }
    }
}
