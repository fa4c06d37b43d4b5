package io.holdfast;

import java.time.Instant;

/**
 * A node is out of service: its sessions are served and saved by the others.
 *
 * @param node its configured name
 * @param cause why, in words
 */
public record NodeWentDown(String node, String cause, Instant when) implements HoldfastEvent {}
