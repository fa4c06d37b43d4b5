package io.holdfast;

import java.time.Instant;

/**
 * A session that no node had any more came back from the archive, and is on the nodes again.
 *
 * @param mostMissing how many of its last changes may be missing at most
 */
public record SessionRestored(int mostMissing, Instant when) implements HoldfastEvent {}
