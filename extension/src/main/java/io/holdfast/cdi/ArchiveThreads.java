package io.holdfast.cdi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the archive: no request's thread talks to the database, so that its transactions and its patience are
 * not the application's.
 */
final class ArchiveThreads implements AutoCloseable {

    private static final int WRITERS = 3; // one that watches the database among them
    private static final int READERS = 8;
    private static final int CONNECTORS = 16; // more than all the others, so that none is in want while all is well
    private static final int MOST_WAITING = 1000;

    private final ScheduledThreadPoolExecutor waking;
    private final ThreadPoolExecutor writing = BackgroundThreads.pool(WRITERS, MOST_WAITING, "holdfast-archive-write-");
    private final ThreadPoolExecutor reading = BackgroundThreads.pool(READERS, MOST_WAITING, "holdfast-archive-read-");
    private final ThreadPoolExecutor reaping = BackgroundThreads.pool(1, 1, "holdfast-archive-reap-");
    private final ThreadPoolExecutor connecting = new ThreadPoolExecutor(
            0,
            CONNECTORS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            BackgroundThreads.daemons("holdfast-archive-connect-"));

    ArchiveThreads() {
        waking = new ScheduledThreadPoolExecutor(1, BackgroundThreads.daemons("holdfast-archive-wake-"));
        waking.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        waking.setRemoveOnCancelPolicy(true);
    }

    ScheduledExecutorService waking() {
        return waking;
    }

    Executor writing() {
        return writing;
    }

    Executor reading() {
        return reading;
    }

    /** Refuses at once if all of its threads are busy. */
    Executor connecting() {
        return connecting;
    }

    /** Reaps again and again, one time after the other. */
    void reap(Runnable sweep, Duration period) {
        ScheduledFuture<?> unused = waking.scheduleWithFixedDelay(
                () -> reapNow(sweep), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void reapNow(Runnable sweep) {
        try {
            reaping.execute(sweep);
        } catch (RejectedExecutionException e) {
            // the last sweep is still under way
        }
    }

    @Override
    public void close() {
        BackgroundThreads.stop(List.<ExecutorService>of(waking, reaping, writing, reading, connecting));
    }
}
