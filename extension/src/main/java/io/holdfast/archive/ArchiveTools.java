package io.holdfast.archive;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/**
 * The time and the threads of a {@link WriteBehind}; they are the caller's to stop, after it was closed.
 *
 * @param time what the wall clock says
 * @param nanos a monotonic clock as {@link System#nanoTime}
 * @param later wakes the writer; nothing that blocks runs on it
 * @param writing has three threads, for writing, for the nodes and for watching the database, and refuses nothing
 *     before it is stopped
 * @param reading has {@value RowLoader#MOST_AT_ONCE} threads; may refuse
 * @param waiting blocks the calling thread until the future is complete or so many nanoseconds have passed; an
 *     interrupt ends the wait and stays set
 * @param random spreads attempts; thread-safe
 */
public record ArchiveTools(
        InstantSource time,
        LongSupplier nanos,
        ScheduledExecutorService later,
        Executor writing,
        Executor reading,
        ObjLongConsumer<CompletableFuture<?>> waiting,
        RandomGenerator random) {}
