package io.holdfast.cluster;

import java.util.List;
import java.util.function.Function;

/**
 * Decides which nodes take a key: the first of its preference order that are not down. Thread-safe.
 *
 * <p>Copies never leave the first {@code copies + 2} nodes of the order: a session can be looked for in few places, and
 * two nodes at once can stand in for others.
 */
public final class FailoverPolicy {

    private static final int SPARE = 2;

    private final RendezvousPlacement placement;
    private final int copies;
    private final Function<Node, NodeState> states;

    /**
     * The policy over the nodes of {@code placement}.
     *
     * @param copies how many copies of a session are wanted, at least 1
     * @param states a node's state at this moment
     */
    public FailoverPolicy(RendezvousPlacement placement, int copies, Function<Node, NodeState> states) {
        this.placement = placement;
        this.copies = copies;
        this.states = states;
    }

    /** Where {@code key} is read and written now; one look at each node's state. */
    public Route route(String key) {
        return routeNow(placement.order(key, copies + SPARE));
    }

    private Route routeNow(List<Node> candidates) {
        return new Route(candidates, candidates.stream().map(states).toList(), copies);
    }

    /** As {@link #route} of the same key: that very object if its nodes are in the same states as then. */
    Route reroute(Route route) {
        List<Node> candidates = route.candidates();
        for (int place = 0; place < candidates.size(); place++) {
            if (states.apply(candidates.get(place)) != route.stateAt(place)) {
                return routeNow(candidates);
            }
        }
        return route;
    }
}
