package io.holdfast.store;

import io.holdfast.session.StampClock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What it takes to tell what became of a session. All thread-safe.
 *
 * @param nanos a monotonic clock
 */
record OpenContext(
        CopyContext context,
        RepairQueue repairs,
        MissClassifier misses,
        RecentSessions recent,
        Counters counters,
        ArchiveCoordinator archiving,
        StampClock stamps,
        SessionKeys keys,
        NegativeCache negativeCache,
        LiveUnits units,
        InstantSource time,
        LongSupplier nanos) {}
