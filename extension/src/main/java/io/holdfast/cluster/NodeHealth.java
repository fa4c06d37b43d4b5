package io.holdfast.cluster;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A node's health at one moment.
 *
 * @param since when it entered {@code state}
 * @param cause why it is in that state, in words
 * @param failures failed operations and probes in a row
 * @param probeMillis how long the last probe took; empty before the first
 */
public record NodeHealth(NodeState state, Instant since, String cause, int failures, OptionalLong probeMillis) {

    NodeHealth enter(NodeState next, Instant now, String why) {
        return new NodeHealth(next, now, why, failures, probeMillis);
    }

    NodeHealth withFailures(int inARow) {
        return new NodeHealth(state, since, cause, inARow, probeMillis);
    }

    NodeHealth withProbeMillis(long millis) {
        return new NodeHealth(state, since, cause, failures, OptionalLong.of(millis));
    }
}
