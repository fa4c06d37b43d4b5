package io.holdfast.store;

import io.holdfast.session.StampClock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What it takes to tell what became of a session. All thread-safe.
 *
 * @param sessions those in memory
 */
record OpenContext(
        CopyContext context,
        EngineParts.Clocks clocks,
        SessionKeys keys,
        RepairQueue repairs,
        MissClassifier misses,
        RecentSessions recent,
        Counters counters,
        ArchiveCoordinator archiving,
        NegativeCache negativeCache,
        LiveSessions sessions) {

    StampClock stamps() {
        return clocks.stamps();
    }

    InstantSource time() {
        return clocks.time();
    }

    LongSupplier nanos() {
        return clocks.nanos();
    }
}
