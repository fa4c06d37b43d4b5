package io.holdfast.cluster;

import java.util.List;

/**
 * Where one key is read and written, given the present health.
 *
 * @param universe the nodes that may hold a copy, in preference order, well or not
 * @param available those of the universe that are well, in the same order
 * @param copies how many copies are wanted
 */
public record Route(List<Node> universe, List<Node> available, int copies) {

    /** The nodes that should hold the copies now; fewer than {@code copies} where fewer are well. */
    public List<Node> owners() {
        return available.subList(0, Math.min(copies, available.size()));
    }

    /** This route with {@code node} among the available ones, as if it were well. */
    public Route including(Node node) {
        return new Route(
                universe,
                universe.stream()
                        .filter(each -> each.equals(node) || available.contains(each))
                        .toList(),
                copies);
    }
}
