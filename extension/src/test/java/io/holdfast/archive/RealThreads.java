package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Awaiter;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads for tests of what blocks; none is left when this is closed. */
public final class RealThreads implements AutoCloseable {

    public final ExecutorService callers = Executors.newCachedThreadPool();
    private final ExecutorService writing = Executors.newCachedThreadPool();
    private final ExecutorService reading = Executors.newCachedThreadPool();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);

    public ArchiveTools tools() {
        return new ArchiveTools(
                InstantSource.system(),
                System::nanoTime,
                later,
                writing,
                reading,
                Awaiter.BLOCKING::await,
                new Random(1));
    }

    /** Waits for a latch, and fails where it does not come. */
    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (ExecutorService each : new ExecutorService[] {callers, later, writing, reading}) {
            each.shutdownNow();
            try {
                assertThat(each.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
