package io.holdfast.memcached;

import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.NodeReply;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two memcached, and the client of both as an application has it: one I/O thread, one connection to each. */
@State(Scope.Benchmark)
public class TwoNodes {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int FAILURES = 3;
    private static final int LARGEST_VALUE = 1_000_000;

    private List<MemcachedProcess> processes;
    private List<NodeClient> clients;
    private Cluster cluster;

    @Setup
    public void start() {
        processes = List.of(MemcachedProcess.start(), MemcachedProcess.start());
        IoThread ioThread = new IoThread();
        MemcachedSettings settings = new MemcachedSettings(PATIENCE, LARGEST_VALUE);
        clients = Stream.of(processes.get(0).node("a"), processes.get(1).node("b"))
                .<NodeClient>map(node -> new MemcachedNode(node, settings, System::nanoTime, ioThread))
                .toList();
        List<NodeMonitor> monitors = clients.stream()
                .map(client -> new NodeMonitor(client, FAILURES, InstantSource.system()))
                .toList();
        cluster = new Cluster(clients, monitors, clients.size(), PATIENCE, Awaiter.BLOCKING, TwoNodes::neverAfter);
        monitors.forEach(monitor -> require(monitor.probe(PATIENCE).equals(NodeReply.PONG)));
    }

    /** Only what was asked of a node that does not answer in five seconds is looked for later. */
    private static void neverAfter(Duration delay, Runnable action) {
        throw new IllegalStateException("a node was late");
    }

    @TearDown
    public void stop() {
        clients.forEach(NodeClient::close);
        processes.forEach(MemcachedProcess::close);
    }

    Cluster cluster() {
        return cluster;
    }

    Node node(int index) {
        return clients.get(index).node();
    }

    PlainConnection connect(int index) throws IOException {
        return new PlainConnection(processes.get(index).port());
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the node does not do what it is asked");
        }
    }
}
