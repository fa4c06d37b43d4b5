package io.holdfast.cluster;

import java.time.Instant;

/**
 * A node's health at one moment.
 *
 * @param since when it entered {@code state}
 * @param cause why it is in that state, in words
 * @param failures failed operations and probes in a row
 * @param probeMillis how long the last probe took, -1 before the first
 */
public record NodeHealth(NodeState state, Instant since, String cause, int failures, long probeMillis) {

    NodeHealth enter(NodeState next, Instant now, String why, int failuresInARow) {
        return new NodeHealth(
                next, next == state ? since : now, next == state ? cause : why, failuresInARow, probeMillis);
    }

    NodeHealth probed(long millis) {
        return new NodeHealth(state, since, cause, failures, millis);
    }
}
