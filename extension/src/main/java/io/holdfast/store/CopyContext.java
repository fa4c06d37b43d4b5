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
        CopyAccess access,
        CopyWriter writer,
        TombstoneWriter tombstones,
        RepairRateLimiter rateLimiter,
        Supplier<Deadline> deadlines) {

    Cluster cluster() {
        return access.cluster();
    }

    CopyReader reader() {
        return access.reader();
    }

    CopyCodec codec() {
        return access.codec();
    }

    TimeToLive timeToLive() {
        return access.timeToLive();
    }

    Hints hints() {
        return access.hints();
    }
}
