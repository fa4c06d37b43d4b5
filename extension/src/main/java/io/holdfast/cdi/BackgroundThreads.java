package io.holdfast.cdi;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an application's store: one a node for probes, few for repairs. */
final class BackgroundThreads implements AutoCloseable {

    private static final int REPAIRERS = 2;
    private static final int REPAIRS_WAITING = 1000;
    private static final int SECONDS_TO_STOP = 5;

    private final ScheduledThreadPoolExecutor probing;
    private final ThreadPoolExecutor repairing;

    BackgroundThreads(int nodes) {
        probing = new ScheduledThreadPoolExecutor(nodes, daemons("holdfast-probe-"));
        probing.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        repairing = new ThreadPoolExecutor(
                REPAIRERS,
                REPAIRERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(REPAIRS_WAITING),
                daemons("holdfast-repair-"));
        repairing.allowCoreThreadTimeOut(true);
    }

    ScheduledExecutorService probing() {
        return probing;
    }

    /** Refuses work while too much is waiting. */
    Executor repairing() {
        return repairing;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(BackgroundThreads.class.getClassLoader());
            return thread;
        };
    }

    /** Waits for what is under way, so that no thread outlives the application. */
    @Override
    public void close() {
        repairing.shutdown();
        probing.shutdown();
        if (!isStopped(repairing) || !isStopped(probing)) {
            repairing.shutdownNow();
            probing.shutdownNow();
        }
    }

    private static boolean isStopped(ExecutorService executor) {
        try {
            return executor.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
