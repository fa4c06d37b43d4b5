package io.holdfast.cluster;

import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which nodes take a key: the first of its preference order that are well. Thread-safe.
 *
 * <p>Copies never leave the first {@code copies + 2} nodes of the order: a session can be looked for in few places, and
 * two nodes at once can stand in for others.
 */
public final class FailoverPolicy {

    private static final int SPARE = 2;

    private final Ring ring;
    private final int copies;
    private final Predicate<Node> isUp;

    /**
     * The policy over the nodes of {@code ring}.
     *
     * @param copies how many copies of a session are wanted, at least 1
     * @param isUp whether a node is well at this moment
     */
    public FailoverPolicy(Ring ring, int copies, Predicate<Node> isUp) {
        this.ring = ring;
        this.copies = copies;
        this.isUp = isUp;
    }

    /** Where {@code key} is read and written now; one look at each node's state. */
    public Route route(String key) {
        List<Node> universe = ring.order(key).stream().limit(copies + SPARE).toList();
        return new Route(universe, universe.stream().filter(isUp).toList(), copies);
    }
}
