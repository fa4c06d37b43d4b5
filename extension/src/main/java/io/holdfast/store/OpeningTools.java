package io.holdfast.store;

import io.holdfast.session.StampClock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What it takes to tell what became of a session. All thread-safe.
 *
 * @param nanos a monotonic clock
 */
record OpeningTools(
        CopyTools tools,
        Repairs repairs,
        Misses misses,
        RecentKeys recent,
        Counters counters,
        Archiving archiving,
        StampClock stamps,
        SessionKeys keys,
        GoneKeys gone,
        LiveUnits units,
        InstantSource time,
        LongSupplier nanos) {}
