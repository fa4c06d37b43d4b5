package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.session.StampClock;
import io.holdfast.session.value.ValueCodec;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What an engine is made of.
 *
 * @param trust what is believed: ids and records of our own making
 * @param background runs repairs; may refuse them
 * @param listener is told what happens to copies
 * @param archive begins to work when the engine is made
 * @param random orders what has no order
 */
public record EngineParts(
        Cluster cluster,
        Trust trust,
        StoreLimits limits,
        Values values,
        Clocks clocks,
        Executor background,
        StoreListener listener,
        SessionArchive archive,
        Random random) {

    /**
     * How attributes become bytes and back.
     *
     * @param failOnUnreadable whether one that cannot be read is an exception, else it is null
     */
    public record Values(ValueCodec codec, boolean failOnUnreadable) {}

    /**
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @param stopped for how many nanoseconds of it this process has stood still so far
     */
    public record Clocks(StampClock stamps, InstantSource time, LongSupplier nanos, LongSupplier stopped) {}
}
