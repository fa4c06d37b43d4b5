package io.holdfast.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one key is read and written, given the present health. Immutable.
 *
 * @param candidates the nodes that may hold a copy, in preference order, well or not
 * @param states of all of these
 * @param copies how many copies are wanted
 */
public record Route(List<Node> candidates, Map<Node, NodeState> states, int copies) {

    public Route {
        candidates = List.copyOf(candidates);
        states = Map.copyOf(states);
    }

    /** The candidate nodes that are not down, in preference order. */
    public List<Node> available() {
        return candidates.stream().filter(node -> state(node) != NodeState.DOWN).toList();
    }

    /** The nodes that should hold the copies now; fewer than {@code copies} if fewer are not down. */
    public List<Node> owners() {
        return available().stream().limit(copies).toList();
    }

    /** The nodes that are the owners when all are well. */
    public List<Node> preferred() {
        return candidates.stream().limit(copies).toList();
    }

    /**
     * The owner that is asked for the value: the first that is up, else suspect, else recovering; empty without owners.
     */
    public Optional<Node> valueSource() {
        return owners().stream().min(Comparator.comparingInt(node -> switch (state(node)) {
            case UP -> 0;
            case SUSPECT -> 1;
            case RECOVERING, DOWN -> 2;
        }));
    }

    /** Whether what {@code node} has, or has not, may be what it missed while it was down. */
    public boolean mayBeStale(Node node) {
        return !state(node).serves();
    }

    private NodeState state(Node node) {
        return states.getOrDefault(node, NodeState.DOWN);
    }

    /** This route with {@code node} among the available ones, even if it is down. */
    public Route including(Node node) {
        if (state(node) != NodeState.DOWN) {
            return this;
        }
        Map<Node, NodeState> changed = new HashMap<>(states);
        changed.put(node, NodeState.RECOVERING);
        return new Route(candidates, changed, copies);
    }
}
