package io.holdfast;

import java.time.Instant;

/**
 * A request met a session with copies that were missing or behind, and they were mended after it.
 *
 * @param copies how many copies it has now
 */
public record SessionRepaired(int copies, Instant when) implements HoldfastEvent {}
