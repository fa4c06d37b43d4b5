package io.holdfast.store;

import io.holdfast.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Questions about a few nodes, asked a dozen times in each request: by loops, as streams cost several times as much.
 */
final class NodeLists {

    private NodeLists() {}

    static boolean any(List<Node> nodes, Predicate<Node> what) {
        for (int i = 0; i < nodes.size(); i++) {
            if (what.test(nodes.get(i))) {
                return true;
            }
        }
        return false;
    }

    static int count(List<Node> nodes, Predicate<Node> what) {
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            count += what.test(nodes.get(i)) ? 1 : 0;
        }
        return count;
    }

    static List<Node> those(List<Node> nodes, Predicate<Node> what) {
        List<Node> those = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (what.test(nodes.get(i))) {
                those.add(nodes.get(i));
            }
        }
        return those;
    }
}
