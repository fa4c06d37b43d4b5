package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.NodeState;
import io.holdfast.cluster.ProbeTimeouts;
import io.holdfast.session.StampClock;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** An application server in the simulation; the one place of it that knows how health is watched. */
final class SimulatedServer {

    private static final Duration OPERATION_TIMEOUT = Duration.ofMillis(25);
    private static final ClassLoader LOADER = SimulatedServer.class.getClassLoader();
    static final ValueCodec VALUES = new ValueCodec(
            List.of(LOADER), new SerialFilter(Set.of(LOADER), List.of(), new SerialFilter.Limits(50, 1000, 100_000)));

    static final int COPIES = 2;
    static final SessionKeys KEYS = TestKeys.IDS;

    final int number;
    final List<SimulatedLink> links;
    final SessionEngine engine;
    /** Whether sessions stay in memory after their requests. */
    final boolean keepsSessions;

    private final List<NodeMonitor> monitors;
    private final ProbeTimeouts timeouts;
    private final ManualClock clock;
    private long lastProbedNanos;
    private final Queue<Runnable> background = new ArrayDeque<>();
    /** All that were ever used: what the garbage collector lets go is in no schedule. */
    private final List<OpenSession> used = new ArrayList<>();

    /** Whether nothing of it runs at the moment. */
    boolean isStopped() {
        return links.get(0).stops().isStopped();
    }

    private void after(Duration delay, Runnable action) {
        clock.after(delay, () -> links.get(0).stops().whenGoing(action));
    }

    /** @param skewed what the server takes for the time of day */
    record Clocks(ManualClock clock, InstantSource skewed) {}

    SimulatedServer(
            int number,
            List<SimulatedLink> links,
            boolean keepsSessions,
            int timeoutsToDown,
            Actors actors,
            Clocks clocks,
            SeededRandom random) {
        this.number = number;
        this.keepsSessions = keepsSessions;
        this.links = links;
        this.clock = clocks.clock();
        this.monitors = links.stream()
                .map(link -> new NodeMonitor(link, timeoutsToDown, clock))
                .toList();
        this.timeouts = new ProbeTimeouts(monitors, OPERATION_TIMEOUT);
        this.engine = new SessionEngine(new EngineParts(
                new Cluster(List.<NodeClient>copyOf(links), monitors, COPIES, OPERATION_TIMEOUT, actors, this::after),
                TestKeys.trust(random),
                limits(keepsSessions),
                new EngineParts.Values(VALUES, false),
                new EngineParts.Clocks(
                        new StampClock(clocks.skewed(), number),
                        clocks.skewed(),
                        clock::nanos,
                        links.get(0).stops()::stoppedNanos),
                background::add,
                StoreListener.NONE,
                SessionArchive.NONE,
                random));
    }

    private static StoreLimits limits(boolean keepsSessions) {
        return new StoreLimits(
                Duration.ofSeconds(1),
                1800,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ofMinutes(10),
                50_000,
                keepsSessions ? 1 << 20 : 0);
    }

    OpenSession held(OpenSession session) {
        used.add(session);
        return session;
    }

    /** One round of probes, which also brings nodes back. */
    void probe() {
        long began = clock.nanos();
        for (NodeMonitor monitor : monitors) {
            monitor.probe(timeouts.of(monitor));
            monitor.recover(() -> engine.recover(monitor.node()));
        }
        lastProbedNanos = began;
    }

    /** Whether it knows that all nodes are well again and has nothing left to repair. */
    boolean isWellAfter(InjectedFaults injectedFaults) {
        return injectedFaults.wereOverAt(lastProbedNanos)
                && background.isEmpty()
                && monitors.stream().allMatch(monitor -> monitor.health().state() == NodeState.UP);
    }

    /** Repairs that nobody has begun. */
    Queue<Runnable> background() {
        return background;
    }

    void close() {
        links.forEach(SimulatedLink::close);
    }

    @Override
    public String toString() {
        return "server " + number;
    }
}
