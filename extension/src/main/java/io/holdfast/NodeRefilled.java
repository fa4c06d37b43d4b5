package io.holdfast;

import java.time.Duration;
import java.time.Instant;

/**
 * The sessions lately used in this process have their copies on a returned node again.
 *
 * @param node its configured name
 * @param restarted whether another process answered than before, so that what it held was gone
 * @param copies how many were missing or behind and were written
 * @param looked how many sessions were looked at
 * @param took how long it took
 */
public record NodeRefilled(String node, boolean restarted, long copies, long looked, Duration took, Instant when)
        implements HoldfastEvent {}
