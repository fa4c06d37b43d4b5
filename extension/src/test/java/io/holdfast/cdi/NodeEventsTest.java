package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.HoldfastEvent;
import io.holdfast.NodeCameBack;
import io.holdfast.NodeWentDown;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeChange;
import io.holdfast.cluster.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeEventsTest {

    private static final Node NODE = new Node("a", "a.test", 11211);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<HoldfastEvent> told = new ArrayList<>();
    private final NodeEvents events = new NodeEvents(told::add);

    private void change(NodeState from, NodeState to, int second) {
        events.changed(new NodeChange(NODE, from, to, "cause", START.plusSeconds(second)));
    }

    @Test
    void aNodesFirstWayIntoServiceIsNotTold() {
        change(NodeState.DOWN, NodeState.UP, 0);
        assertThat(told).isEmpty();
    }

    @Test
    void goingDownAndComingBackAreToldOnceEach() {
        change(NodeState.UP, NodeState.DOWN, 1);
        change(NodeState.DOWN, NodeState.DOWN, 2);
        change(NodeState.DOWN, NodeState.UP, 4);
        change(NodeState.UP, NodeState.UP, 5);
        assertThat(told)
                .containsExactly(
                        new NodeWentDown("a", "cause", START.plusSeconds(1)),
                        new NodeCameBack("a", Duration.ofSeconds(3), START.plusSeconds(4)));
    }

    @Test
    void aNodeThatWasNeverUpIsToldToBeDown() {
        change(NodeState.DOWN, NodeState.DOWN, 1);
        assertThat(told).containsExactly(new NodeWentDown("a", "cause", START.plusSeconds(1)));
    }

    @Test
    void aChangeThatWasOvertakenByALaterOneIsNotTold() {
        change(NodeState.DOWN, NodeState.UP, 2);
        change(NodeState.UP, NodeState.DOWN, 1);
        assertThat(told).isEmpty();
    }
}
