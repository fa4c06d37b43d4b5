package io.holdfast.store;

import java.time.Duration;

/**
 * The bounds within which the engine works.
 *
 * @param requestBudget the longest a unit of work waits for nodes in one call
 * @param idleTimeoutSeconds of a new session; 0 or less for none
 * @param expirySlack how much longer than its session a copy lives
 * @param maxLifetime how long a session may live from its creation on; zero for as long as it is used
 * @param keysRollout how long it takes at most to bring changed keys to all servers
 * @param maxRecordBytes the largest record that is sent to a node
 * @param liveSessionsBytes what sessions may take in memory that no request uses; 0 to keep none
 */
public record StoreLimits(
        Duration requestBudget,
        int idleTimeoutSeconds,
        Duration expirySlack,
        Duration maxLifetime,
        Duration keysRollout,
        int maxRecordBytes,
        long liveSessionsBytes) {}
