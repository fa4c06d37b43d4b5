package io.holdfast.cluster;

/** What a server thinks of a node. */
public enum NodeState {
    /** It is read from and written to. */
    UP,
    /** It is left alone but for probes. */
    DOWN
}
