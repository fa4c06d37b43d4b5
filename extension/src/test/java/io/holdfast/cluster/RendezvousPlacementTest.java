package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class RendezvousPlacementTest {

    private static final int KEYS = 2_000;

    private static List<Node> nodes(List<Integer> numbers) {
        return numbers.stream()
                .map(n -> new Node("node" + n, "10.0.0." + n, 11211))
                .toList();
    }

    @Property(tries = 50)
    void everyNodeGetsAFairShareOfKeys(
            @ForAll @Size(min = 2, max = 8) @UniqueElements List<@IntRange(max = 200) Integer> numbers) {
        Map<Node, Integer> first = new HashMap<>();
        RendezvousPlacement placement = new RendezvousPlacement(nodes(numbers));
        IntStream.range(0, KEYS)
                .forEach(i -> first.merge(placement.order("key" + i).get(0), 1, Integer::sum));
        double fair = (double) KEYS / numbers.size();
        assertThat(first.values()).hasSize(numbers.size()).allMatch(n -> n > fair * 0.7 && n < fair * 1.3);
    }

    @Property(tries = 50)
    void aRemovedNodeMovesOnlyItsOwnKeys(
            @ForAll @Size(min = 2, max = 8) @UniqueElements List<@IntRange(max = 200) Integer> numbers) {
        List<Node> nodes = nodes(numbers);
        Node removed = nodes.get(0);
        RendezvousPlacement all = new RendezvousPlacement(nodes);
        RendezvousPlacement fewer = new RendezvousPlacement(nodes.subList(1, nodes.size()));
        for (int i = 0; i < 200; i++) {
            List<Node> expected = new ArrayList<>(all.order("key" + i));
            expected.remove(removed);
            assertThat(fewer.order("key" + i)).isEqualTo(expected);
        }
    }

    @Property(tries = 50)
    void theOrderOfTheConfigurationDoesNotMatter(
            @ForAll @Size(min = 2, max = 8) @UniqueElements List<@IntRange(max = 200) Integer> numbers,
            @ForAll Random random) {
        List<Node> shuffled = new ArrayList<>(nodes(numbers));
        Collections.shuffle(shuffled, random);
        assertThat(new RendezvousPlacement(shuffled).order("some key"))
                .isEqualTo(new RendezvousPlacement(nodes(numbers)).order("some key"));
    }

    @Example
    void theOrderNeverChangesFromBuildToBuild() {
        RendezvousPlacement placement = new RendezvousPlacement(nodes(List.of(1, 2, 3)));
        assertThat(IntStream.range(0, 8)
                        .mapToObj(i -> placement.order("key" + i).stream()
                                .map(node -> node.name().substring(4))
                                .reduce("", String::concat)))
                .containsExactly("312", "213", "213", "321", "213", "312", "321", "321");
    }

    @Example
    void noNodesAreRefused() {
        assertThatThrownBy(() -> new RendezvousPlacement(List.of())).hasMessage("nodes must not be empty");
    }

    @Example
    void twoNodesOfOneNameAreRefused() {
        assertThatThrownBy(() -> new RendezvousPlacement(nodes(List.of(1, 1)))).hasMessage("two nodes are named node1");
    }
}
