package io.holdfast;

import java.time.Instant;

/**
 * A node holds a record that cannot be read. It is left as it is and counts as no answer; the session is served from
 * its other copy.
 *
 * @param node its configured name
 * @param cause why, in words
 */
public record SessionUnreadable(String node, String cause, Instant when) implements HoldfastEvent {}
