package io.holdfast.cluster;

/** Whoever wants to know of nodes' changes of state. */
@FunctionalInterface
public interface NodeListener {

    /**
     * Called once for each change, right after it, by the thread that brought it about: a request's, a probe's or one
     * that does I/O, holding no lock. So it returns at once and hands on what takes time. Two quick changes of one node
     * may arrive in either order; {@link NodeChange#when} tells. What it throws is logged.
     */
    void changed(NodeChange change);
}
