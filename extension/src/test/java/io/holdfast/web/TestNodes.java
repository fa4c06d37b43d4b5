package io.holdfast.web;

import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.StampClock;
import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.store.EngineParts;
import io.holdfast.store.SessionArchive;
import io.holdfast.store.SessionEngine;
import io.holdfast.store.StoreLimits;
import io.holdfast.store.StoreListener;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Three nodes that fail when told to, and the real engine of each application server upon them. */
final class TestNodes {

    private static final ClassLoader LOADER = TestNodes.class.getClassLoader();

    static final int IDLE_TIMEOUT_SECONDS = 1800;
    static final int MAX_RECORD_BYTES = 50_000;

    final ManualClock clock = new ManualClock();
    final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();

    /** What servers that are made from now on archive in. */
    SessionArchive archive = SessionArchive.NONE;

    /** What attributes of servers that are made from now on may be made of. */
    AllowedClasses classes = AllowedClasses.listed(Set.of(LOADER), List.of());

    /** What a session of servers that are made from now on may have. */
    int maxRecordBytes = MAX_RECORD_BYTES;

    /** How long a request on servers that are made from now on may take for its session. */
    Duration budget = Duration.ofMillis(300);

    private final List<NodeMonitor> monitors = new ArrayList<>();
    private int servers;

    /** The engine of one more application server, which sees the nodes as they are. */
    SessionEngine engine() {
        servers++;
        List<NodeClient> clients = servers == 1
                ? List.copyOf(nodes)
                : List.copyOf(nodes.stream().map(FakeNode::seenByAnother).toList());
        List<NodeMonitor> own = clients.stream()
                .map(client -> new NodeMonitor(client, 3, clock))
                .toList();
        monitors.addAll(own);
        probe();
        return new SessionEngine(new EngineParts(
                new Cluster(clients, own, 2, Duration.ofMillis(100), Awaiter.BLOCKING, clock::after),
                TestKeys.trust(new SecureRandom()),
                new StoreLimits(
                        budget,
                        IDLE_TIMEOUT_SECONDS,
                        Duration.ofMinutes(2),
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        maxRecordBytes,
                        1 << 20),
                new EngineParts.Values(values(), true),
                new EngineParts.Clocks(new StampClock(clock, servers), clock, System::nanoTime, () -> 0),
                Runnable::run,
                StoreListener.NONE,
                archive,
                new java.security.SecureRandom()));
    }

    /** As servers that are made from now on write and read attributes. */
    ValueCodec values() {
        SerialFilter filter = new SerialFilter(classes, new SerialFilter.Limits(500, 100_000, 1_000_000));
        return new ValueCodec(List.of(LOADER), filter);
    }

    private void probe() {
        for (NodeMonitor monitor : monitors) {
            monitor.probe(Duration.ofMillis(1));
            monitor.recover(() -> true);
        }
    }

    /** The nodes cannot be reached, and keep what they hold. */
    void disconnectAll() {
        nodes.forEach(node -> node.fail(NodeReply.Cause.REFUSED));
    }

    /** Only this node can be reached, which all servers know. */
    void keepOnly(String name) {
        nodes.stream()
                .filter(node -> !node.node().name().equals(name))
                .forEach(node -> node.fail(NodeReply.Cause.REFUSED));
        probe();
        probe();
    }

    /** All servers know that no node can be reached. */
    void reconnectNone() {
        probe();
        probe();
    }

    void reconnectAll() {
        nodes.forEach(FakeNode::start);
        for (int round = 0; round < 6; round++) {
            clock.advance(Duration.ofMillis(250));
            probe();
        }
    }

    /** How many requests have reached nodes since the beginning, of the first server. */
    int requests() {
        return (int) nodes.stream().mapToLong(node -> node.received().size()).sum();
    }

    int writes() {
        return (int) nodes.stream()
                .flatMap(node -> node.received().stream())
                .filter(NodeRequest.Put.class::isInstance)
                .count();
    }
}
