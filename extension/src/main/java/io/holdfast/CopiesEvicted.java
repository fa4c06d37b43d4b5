package io.holdfast;

import java.time.Instant;

/**
 * A node has dropped copies before their time was over, evicted for want of memory or flushed. Told at the first and
 * then at most every five minutes; a session is lost when both its copies are dropped.
 *
 * @param node its configured name
 * @param copies how many this process missed since it was told last, at least 1
 */
public record CopiesEvicted(String node, long copies, Instant when) implements HoldfastEvent {}
