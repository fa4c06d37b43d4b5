package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import java.util.function.Supplier;

/**
 * What copies are handled with in the background.
 *
 * @param deadlines of one session's repair, beginning when asked for
 */
record CopyContext(
        Cluster cluster,
        CopyReader reader,
        CopyWriter writer,
        CopyCodec codec,
        TombstoneWriter tombstones,
        TimeToLive timeToLive,
        RepairRateLimiter rateLimiter,
        Supplier<Deadline> deadlines) {}
