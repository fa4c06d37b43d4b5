package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ForwardingNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeFaultsTest {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private boolean isFaulty;
    private int probes;
    private final NodeMonitor monitor = new NodeMonitor(new Faulty(), 2, clock);
    private final ProbeScheduler probeScheduler = new ProbeScheduler(
            List.of(monitor),
            INTERVAL,
            TIMEOUT,
            new ManualThreads(clock),
            Runnable::run,
            new NothingOwed(),
            new PauseDetector(TIMEOUT, clock::nanos, new ManualThreads(clock)));

    private final class Faulty extends ForwardingNode {
        Faulty() {
            super(node);
        }

        @Override
        public NodeReply probe(Duration timeout) {
            probes++;
            if (isFaulty) {
                throw new IllegalStateException("a fault of ours");
            }
            return super.probe(timeout);
        }
    }

    private static final class NothingOwed implements NodeRecovery {
        @Override
        public boolean needsRecovery(Node ignored) {
            return false;
        }

        @Override
        public boolean recover(Node ignored) {
            return true;
        }
    }

    @Test
    void whatGoesWrongInOneProbeDoesNotEndTheProbes() {
        probeScheduler.start();
        isFaulty = true;
        clock.advance(INTERVAL.multipliedBy(2));
        isFaulty = false;
        int before = probes;
        clock.advance(INTERVAL.multipliedBy(2));
        assertThat(probes).isGreaterThan(before);
        assertThat(monitor.health().state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aLookAtANodeThatIsNotProbedHereIsRefused() {
        Node stranger = new Node("stranger", "10.0.0.1", 11211);
        assertThatThrownBy(() -> probeScheduler.look(stranger)).hasMessage("node stranger is not probed here");
    }
}
