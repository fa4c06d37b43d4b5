package io.holdfast.store;

import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.memcached.MemcachedNode;
import io.holdfast.memcached.MemcachedSettings;
import io.holdfast.session.StampClock;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.TestKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Three memcached processes and an engine that keeps two copies on them. */
final class RealNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_RECORD_BYTES = 1_000_000;

    private final List<MemcachedProcess> processes;
    private final List<NodeClient> clients;
    private final List<NodeMonitor> monitors;
    private final SessionEngine engine;

    /** @param options of memcached */
    RealNodes(String... options) {
        this(SessionArchive.NONE, options);
    }

    /** @param options of memcached */
    RealNodes(SessionArchive archive, String... options) {
        processes = IntStream.range(0, 3)
                .mapToObj(i -> MemcachedProcess.start(options))
                .toList();
        clients = IntStream.range(0, 3)
                .<NodeClient>mapToObj(i -> new MemcachedNode(
                        processes.get(i).node("node" + i),
                        new MemcachedSettings(PATIENCE, MAX_RECORD_BYTES),
                        System::nanoTime))
                .toList();
        monitors = clients.stream()
                .map(client -> new NodeMonitor(client, 3, InstantSource.system()))
                .toList();
        monitors.forEach(monitor -> monitor.probe(PATIENCE));
        engine = engine(1, archive);
    }

    /** Another server of these nodes, which knows nothing of what the first one saw. */
    SessionEngine another() {
        return engine(2, SessionArchive.NONE);
    }

    private SessionEngine engine(int number, SessionArchive archive) {
        ClassLoader loader = RealNodes.class.getClassLoader();
        SerialFilter.Limits limits = new SerialFilter.Limits(50, 1_000, 1_000_000);
        return new SessionEngine(new EngineParts(
                new Cluster(clients, monitors, 2, PATIENCE, Awaiter.BLOCKING, (delay, action) -> {}),
                TestKeys.trust(new SecureRandom()),
                new StoreLimits(
                        PATIENCE,
                        1800,
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ofMinutes(10),
                        MAX_RECORD_BYTES,
                        1 << 20),
                new EngineParts.Values(
                        new ValueCodec(List.of(loader), new SerialFilter(Set.of(loader), List.of(), limits)), false),
                new EngineParts.Clocks(
                        new StampClock(InstantSource.system(), number),
                        InstantSource.system(),
                        System::nanoTime,
                        () -> 0),
                Runnable::run,
                StoreListener.NONE,
                archive,
                new SecureRandom()));
    }

    List<MemcachedProcess> processes() {
        return processes;
    }

    /** Restarts a node, empty, and does what is done for a node that returns. */
    void restart(int number) {
        processes.get(number).restart();
        NodeMonitor monitor = monitors.get(number);
        monitor.probe(PATIENCE);
        monitor.recover(() -> engine.recover(monitor.node()));
    }

    SessionEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        clients.forEach(NodeClient::close);
        processes.forEach(MemcachedProcess::close);
    }
}
