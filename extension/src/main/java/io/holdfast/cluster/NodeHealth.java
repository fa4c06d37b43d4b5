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

    /** A node that stays down is down for the latest reason. */
    NodeHealth enter(NodeState next, Instant now, String why, int failuresInARow) {
        boolean stays = next == state;
        return new NodeHealth(
                next, stays ? since : now, stays && next == NodeState.UP ? cause : why, failuresInARow, probeMillis);
    }

    /** Whether {@code before} was other than this to whom reads the log; a node that never came up is news once. */
    boolean isNewsAfter(NodeHealth before) {
        return state != before.state || (state == NodeState.DOWN && before.failures == 0 && failures > 0);
    }

    NodeHealth probed(long millis) {
        return new NodeHealth(state, since, cause, failures, millis);
    }
}
