package io.holdfast.cluster;

import java.util.OptionalLong;

/**
 * The process behind a node, as far as this application has met it: what one incarnation was given is gone in the next.
 *
 * @param number 0 while none was met, else one more with each other process that answers under the node's address
 * @param memoryBytes how much it may keep before it evicts; empty if it does not tell
 */
public record NodeIncarnation(long number, OptionalLong memoryBytes) {

    /** Of a node that was not met yet, or does not tell. */
    public static final NodeIncarnation UNKNOWN = new NodeIncarnation(0, OptionalLong.empty());
}
