package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeProbesTest {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final NodeMonitor monitor = new NodeMonitor(node, 3, clock);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final List<Boolean> upWhenSettled = new ArrayList<>();
    private final NodeProbes probes = new NodeProbes(
            List.of(monitor),
            INTERVAL,
            TIMEOUT,
            threads,
            Runnable::run,
            clock::nanos,
            settled -> upWhenSettled.add(monitor.isUp()));

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void nodesAreKnownWhenStartReturns() {
        probes.start();
        assertThat(monitor.isUp()).isTrue();
    }

    @Test
    void aLookProbesOnlyWhereTheLastProbeIsOlderThanTheInterval() {
        assertThat(probes.look(node.node()).state()).isEqualTo(NodeState.UP);
        node.kill();
        clock.advance(INTERVAL.minusMillis(1));
        assertThat(probes.look(node.node()).state()).isEqualTo(NodeState.UP);
        clock.advance(Duration.ofMillis(1));
        assertThat(probes.look(node.node()).state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeIsSettledWithBeforeItIsUsedAgain() {
        probes.look(node.node());
        node.kill();
        clock.advance(INTERVAL);
        probes.look(node.node());
        node.start();
        clock.advance(INTERVAL);
        assertThat(probes.look(node.node()).state()).isEqualTo(NodeState.UP);
        assertThat(upWhenSettled).containsExactly(false, false);
    }

    @Test
    void aNodeThatCannotBeSettledWithIsTriedAgain() {
        List<String> attempts = new ArrayList<>();
        NodeProbes failing =
                new NodeProbes(List.of(monitor), INTERVAL, TIMEOUT, threads, Runnable::run, clock::nanos, settled -> {
                    attempts.add("tried");
                    throw new IllegalStateException("cannot be settled");
                });
        assertThat(failing.look(node.node()).state()).isEqualTo(NodeState.DOWN);
        clock.advance(INTERVAL);
        assertThat(failing.look(node.node()).state()).isEqualTo(NodeState.DOWN);
        assertThat(attempts).hasSize(2);
    }
}
