package io.holdfast.cluster;

import java.time.Instant;

/**
 * A node's way from one state to another, as this application sees it.
 *
 * @param cause why, in words
 */
public record NodeChange(Node node, NodeState from, NodeState to, String cause, Instant when) {}
