package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverPolicyTest {

    private static final List<Node> NODES = Stream.of("a", "b", "c", "d", "e")
            .map(name -> new Node(name, name, 1))
            .toList();

    private final RendezvousPlacement placement = new RendezvousPlacement(NODES);
    private final List<Node> order = placement.order("key");
    private final Map<Node, NodeState> states = new HashMap<>();

    private Route route(int copies, NodeState... inOrder) {
        for (int i = 0; i < inOrder.length; i++) {
            states.put(order.get(i), inOrder[i]);
        }
        return new FailoverPolicy(placement, copies, node -> states.getOrDefault(node, NodeState.UP)).route("key");
    }

    @Test
    void copiesNeverLeaveTheFirstNodesOfTheOrder() {
        assertThat(route(2).candidates()).isEqualTo(order.subList(0, 4));
        assertThat(route(1).candidates()).isEqualTo(order.subList(0, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "UP,         UP,         0 1, 0",
        "SUSPECT,    UP,         0 1, 1",
        "UP,         SUSPECT,    0 1, 0",
        "SUSPECT,    SUSPECT,    0 1, 0",
        "RECOVERING, UP,         0 1, 1",
        "RECOVERING, SUSPECT,    0 1, 1",
        "RECOVERING, RECOVERING, 0 1, 0",
        "DOWN,       UP,         1 2, 1",
        "DOWN,       SUSPECT,    1 2, 2",
        "DOWN,       DOWN,       2 3, 2",
    })
    void allButThoseThatAreDownOwnAndTheBestOfThemIsAskedFirst(
            NodeState first, NodeState second, String owners, int asked) {
        Route route = route(2, first, second);
        assertThat(route.owners())
                .containsExactlyElementsOf(Stream.of(owners.split(" ", -1))
                        .map(place -> order.get(Integer.parseInt(place)))
                        .toList());
        assertThat(route.valueSource()).contains(order.get(asked));
    }

    @Test
    void withoutANodeThereIsNoOwner() {
        Route route = route(1, NodeState.DOWN, NodeState.DOWN, NodeState.DOWN);
        assertThat(route.owners()).isEmpty();
        assertThat(route.valueSource()).isEmpty();
    }

    @Test
    void aNodeThatIsDownCanBeIncludedAndIsBehind() {
        Route route = route(2, NodeState.DOWN, NodeState.SUSPECT).including(order.get(0));
        assertThat(route.owners()).isEqualTo(order.subList(0, 2));
        assertThat(route.mayBeStale(order.get(0))).isTrue();
        assertThat(route.including(order.get(1)).mayBeStale(order.get(1))).isFalse();
    }
}
