package io.holdfast.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one key is read and written, given the present health. Immutable.
 *
 * <p>Requests ask for its parts again and again, so these are computed once.
 */
public final class Route {

    private final List<Node> candidates;
    private final List<NodeState> states;
    private final int copies;
    private final List<Node> available;
    private final List<Node> owners;
    private final List<Node> preferred;
    private final Optional<Node> valueSource;

    /**
     * The route over {@code candidates}.
     *
     * @param candidates the nodes that may hold a copy, in preference order, well or not
     * @param states of these, in the same order
     * @param copies how many copies are wanted
     */
    public Route(List<Node> candidates, List<NodeState> states, int copies) {
        this.candidates = List.copyOf(candidates);
        this.states = List.copyOf(states);
        this.copies = copies;
        List<Node> notDown = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place++) {
            if (states.get(place) != NodeState.DOWN) {
                notDown.add(candidates.get(place));
            }
        }
        this.available = List.copyOf(notDown);
        this.owners = first(copies, available);
        this.preferred = first(copies, this.candidates);
        this.valueSource = best();
    }

    private static List<Node> first(int count, List<Node> nodes) {
        return nodes.size() <= count ? nodes : List.copyOf(nodes.subList(0, count));
    }

    private Optional<Node> best() {
        Node best = null;
        int rank = Integer.MAX_VALUE;
        for (Node owner : owners) {
            int its = rank(state(owner));
            if (its < rank) {
                best = owner;
                rank = its;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int rank(NodeState state) {
        return switch (state) {
            case UP -> 0;
            case SUSPECT -> 1;
            case RECOVERING, DOWN -> 2;
        };
    }

    /** The nodes that may hold a copy, in preference order, well or not. */
    public List<Node> candidates() {
        return candidates;
    }

    /** How many copies are wanted. */
    public int copies() {
        return copies;
    }

    /** The candidate nodes that are not down, in preference order. */
    public List<Node> available() {
        return available;
    }

    /** The nodes that should hold the copies now; fewer than {@code copies} if fewer are not down. */
    public List<Node> owners() {
        return owners;
    }

    /** The nodes that are the owners when all are well. */
    public List<Node> preferred() {
        return preferred;
    }

    /**
     * The owner that is asked for the value: the first that is up, else suspect, else recovering; empty without owners.
     */
    public Optional<Node> valueSource() {
        return valueSource;
    }

    /** Whether what {@code node} has, or has not, may be what it missed while it was down. */
    public boolean mayBeStale(Node node) {
        return !state(node).serves();
    }

    private NodeState state(Node node) {
        int place = candidates.indexOf(node);
        return place < 0 ? NodeState.DOWN : states.get(place);
    }

    /** The state of the candidate at {@code place} of the order. */
    NodeState stateAt(int place) {
        return states.get(place);
    }

    /** This route with {@code node} among the available ones, even if it is down; no candidate changes nothing. */
    public Route including(Node node) {
        int place = candidates.indexOf(node);
        if (place < 0 || states.get(place) != NodeState.DOWN) {
            return this;
        }
        List<NodeState> changed = new ArrayList<>(states);
        changed.set(place, NodeState.RECOVERING);
        return new Route(candidates, changed, copies);
    }
}
