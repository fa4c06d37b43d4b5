package io.holdfast.store;

import io.holdfast.cluster.Node;
import java.util.List;
import java.util.Set;

/** The one node on which an atomic change is decided: the first that holds a copy. */
final class Arbiter {

    private Arbiter() {}

    /** Empty if no node that can be asked holds one. */
    static Set<Node> of(Copies copies) {
        List<Node> holders = copies.holders();
        return holders.isEmpty() ? Set.of() : Set.of(holders.get(0));
    }

    /** Whether the first owner has no copy and another node has: a repair may bring it one at any moment. */
    static boolean isLacking(Copies copies) {
        List<Node> owners = copies.route().owners();
        Copy first = owners.isEmpty() ? Copy.UNKNOWN : copies.get(owners.get(0));
        return !(first instanceof Copy.Held)
                && !(first instanceof Copy.Unknown)
                && !copies.holders().isEmpty();
    }
}
