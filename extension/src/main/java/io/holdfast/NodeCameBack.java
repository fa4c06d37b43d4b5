package io.holdfast;

import java.time.Duration;
import java.time.Instant;

/**
 * A node that was out of service is in use again; what it missed was delivered to it before.
 *
 * @param node its configured name
 * @param away how long it was out of service
 */
public record NodeCameBack(String node, Duration away, Instant when) implements HoldfastEvent {}
