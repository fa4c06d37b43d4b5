package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTimeoutsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final FakeNode other = new FakeNode("b", clock);
    private final NodeMonitor monitor = new NodeMonitor(node, 2, clock);
    private final NodeMonitor others = new NodeMonitor(other, 2, clock);
    private final ProbeTimeouts timeouts = new ProbeTimeouts(List.of(monitor, others), TIMEOUT);

    @BeforeEach
    void theNodesAreUp() {
        assertThat(timeouts.of(monitor)).as("at the start").isEqualTo(Duration.ofSeconds(2));
        monitor.probe(TIMEOUT);
        others.probe(TIMEOUT);
    }

    @Test
    void aNodeThatIsSilentAloneHasOneTimeOut() {
        node.hang();
        monitor.probe(TIMEOUT);
        assertThat(timeouts.of(monitor)).isEqualTo(TIMEOUT);
    }

    @Test
    void aNodeHasLongerWhereAnotherIsSilentTooForItMayBeThisProcess() {
        other.hang();
        others.probe(TIMEOUT);
        assertThat(timeouts.of(monitor)).isEqualTo(LONG);
        others.probe(TIMEOUT);
        assertThat(others.health().state()).isEqualTo(NodeState.DOWN);
        assertThat(timeouts.of(monitor)).isEqualTo(LONG);
    }

    @Test
    void aNodeHasLongerAlsoWhereAnotherIsDownForItsSilenceAndAnswersAgain() {
        other.hang();
        others.probe(TIMEOUT);
        others.probe(TIMEOUT);
        other.resume();
        others.probe(TIMEOUT);
        assertThat(others.health().state()).isEqualTo(NodeState.DOWN);
        assertThat(timeouts.of(monitor)).isEqualTo(LONG);
    }

    @Test
    void aNodeHasOneTimeOutOnceTheOtherOneIsBack() {
        other.hang();
        others.probe(TIMEOUT);
        others.probe(TIMEOUT);
        other.resume();
        clock.advance(Duration.ofSeconds(2));
        for (int probe = 0; probe < 3; probe++) {
            others.probe(TIMEOUT);
        }
        assertThat(others.health().state()).isEqualTo(NodeState.RECOVERING);
        assertThat(timeouts.of(monitor)).isEqualTo(TIMEOUT);
    }

    @Test
    void whereAnotherIsDeadThatIsNoExcuse() {
        other.kill();
        others.probe(TIMEOUT);
        assertThat(timeouts.of(monitor)).isEqualTo(TIMEOUT);
    }

    @Test
    void aNodeThatIsDownAlreadyHasOneTimeOut() {
        node.hang();
        other.hang();
        monitor.probe(TIMEOUT);
        monitor.probe(TIMEOUT);
        others.probe(TIMEOUT);
        assertThat(timeouts.of(monitor)).isEqualTo(TIMEOUT);
    }
}
