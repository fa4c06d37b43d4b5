package io.holdfast.store;

import io.holdfast.HoldfastEvent;
import io.holdfast.SessionId;
import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.session.StampClock;
import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** An application server for tests: an engine of its own over nodes that it shares with others. */
final class AppServer {

    static final int IDLE_TIMEOUT_SECONDS = 1800;
    static final int MAX_RECORD_BYTES = 50_000;

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMillis(25);

    final List<FakeNode> nodes;
    final List<NodeMonitor> monitors;
    final ValueCodec values;
    final StampClock stamps;
    final SessionEngine engine;
    final ReplicatedSessionStore store;
    /** Repairs that were handed to the background and not run yet. */
    final Queue<Runnable> background = new ArrayDeque<>();

    /** Whether the background takes nothing more. */
    boolean isBusy;

    /** How long its process has stood still so far. */
    long stoppedNanos;

    /** What was told of, in order. */
    final Queue<HoldfastEvent> events = new ConcurrentLinkedQueue<>();

    private final ManualClock clock;

    AppServer(int number, List<FakeNode> nodes, int copies, ManualClock clock) {
        this(number, nodes, copies, clock, SessionArchive.NONE);
    }

    AppServer(int number, List<FakeNode> nodes, int copies, ManualClock clock, SessionArchive archive) {
        this(number, nodes, copies, clock, archive, TestKeys.trust(new SecureRandom()));
    }

    AppServer(int number, List<FakeNode> nodes, int copies, ManualClock clock, StrangeKeys strangeKeys) {
        this(number, nodes, copies, clock, SessionArchive.NONE, new Trust(TestKeys.IDS, TestKeys.NODES, strangeKeys));
    }

    AppServer(int number, List<FakeNode> nodes, int copies, ManualClock clock, SessionArchive archive, Trust trust) {
        this(number, nodes, copies, clock, archive, trust, Duration.ZERO);
    }

    /** @param maxLifetime how long a session may live, however much it is used */
    AppServer(
            int number,
            List<FakeNode> nodes,
            int copies,
            ManualClock clock,
            SessionArchive archive,
            Trust trust,
            Duration maxLifetime) {
        this(number, nodes, copies, clock, Network.direct(nodes, clock), new Setup(archive, trust, maxLifetime));
    }

    AppServer(
            int number,
            List<FakeNode> nodes,
            List<NodeClient> clients,
            int copies,
            ManualClock clock,
            LongSupplier nanos,
            Awaiter awaiter) {
        this(number, nodes, copies, clock, new Network(clients, nanos, awaiter), Setup.with(SessionArchive.NONE));
    }

    /** One whose attributes may be of any class. */
    static AppServer ofAnyClass(int number, List<FakeNode> nodes, ManualClock clock) {
        AllowedClasses any = AllowedClasses.any(List.of());
        return new AppServer(
                number, nodes, 2, clock, Network.direct(nodes, clock), Setup.with(SessionArchive.NONE), any);
    }

    /**
     * How a server reaches its nodes.
     *
     * @param clients what lies between it and the nodes, in their order
     */
    record Network(List<NodeClient> clients, LongSupplier nanos, Awaiter awaiter) {

        static Network direct(List<FakeNode> nodes, ManualClock clock) {
            return through(List.copyOf(nodes), clock);
        }

        static Network through(List<NodeClient> clients, ManualClock clock) {
            return new Network(clients, clock::nanos, new ManualAwaiter(clock));
        }
    }

    /** @param maxLifetime how long a session may live, however much it is used */
    record Setup(SessionArchive archive, Trust trust, Duration maxLifetime) {

        static Setup with(SessionArchive archive) {
            return new Setup(archive, TestKeys.trust(new SecureRandom()), Duration.ZERO);
        }
    }

    AppServer(int number, List<FakeNode> nodes, int copies, ManualClock clock, Network network, Setup setup) {
        this(
                number,
                nodes,
                copies,
                clock,
                network,
                setup,
                AllowedClasses.listed(Set.of(AppServer.class.getClassLoader()), List.of()));
    }

    private AppServer(
            int number,
            List<FakeNode> nodes,
            int copies,
            ManualClock clock,
            Network network,
            Setup setup,
            AllowedClasses classes) {
        this.nodes = nodes;
        this.monitors = network.clients().stream()
                .map(client -> new NodeMonitor(client, 1, clock))
                .toList();
        ClassLoader loader = AppServer.class.getClassLoader();
        SerialFilter filter = new SerialFilter(classes, new SerialFilter.Limits(50, 1000, 100_000));
        this.values = new ValueCodec(List.of(loader), filter);
        this.stamps = new StampClock(clock, number);
        this.engine = new SessionEngine(new EngineParts(
                new Cluster(network.clients(), monitors, copies, PATIENCE, network.awaiter(), clock::after),
                setup.trust(),
                new StoreLimits(
                        Duration.ofSeconds(1),
                        IDLE_TIMEOUT_SECONDS,
                        Duration.ofSeconds(10),
                        setup.maxLifetime(),
                        Duration.ofMinutes(10),
                        MAX_RECORD_BYTES,
                        1 << 20),
                new EngineParts.Values(values, false),
                new EngineParts.Clocks(stamps, clock, network.nanos(), () -> stoppedNanos),
                this::later,
                events::add,
                setup.archive(),
                new java.security.SecureRandom()));
        this.store = new ReplicatedSessionStore(engine);
        this.clock = clock;
        probeOnce();
    }

    private void later(Runnable task) {
        if (isBusy) {
            throw new RejectedExecutionException("busy");
        }
        background.add(task);
    }

    String key(SessionId id) {
        return TestKeys.key(id);
    }

    /** Probes for 1.5 s, in which every node that can come back does. */
    void probe() {
        for (int round = 0; round < 6; round++) {
            clock.advance(PROBE_INTERVAL);
            probeOnce();
        }
    }

    void probeOnce() {
        for (NodeMonitor monitor : monitors) {
            monitor.probe(PATIENCE);
            monitor.recover(() -> engine.recover(monitor.node()));
        }
    }

    void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    OpenSession found(SessionId id) {
        if (engine.open(id) instanceof OpenResult.Found found) {
            return found.session();
        }
        throw new AssertionError("the session was not found");
    }

    /**
     * One request as the servlet integration has it: finds the session, renews its id if that is due, counts, saves.
     *
     * @param number that the session's count was one below
     */
    SessionId count(SessionId id, int number) {
        OpenSession session = found(id);
        Object before = session.attributes().get("n");
        if (!Integer.valueOf(number - 1).equals(before)) {
            throw new AssertionError("the count was " + before + " before " + number);
        }
        boolean unused = session.renewIdIfDue();
        session.attributes().set("n", number);
        session.save();
        runBackground();
        return session.id();
    }

    FakeNode named(String name) {
        return nodes.stream()
                .filter(fake -> fake.node().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> preference(SessionId id) {
        List<Node> order = new io.holdfast.cluster.RendezvousPlacement(
                        nodes.stream().map(FakeNode::node).toList())
                .order(TestKeys.key(id));
        return order.stream().map(Node::name).toList();
    }

    /** The node that stands at this place, from 0, in the session's order of preference. */
    FakeNode owner(SessionId id, int place) {
        return named(preference(id).get(place));
    }
}
