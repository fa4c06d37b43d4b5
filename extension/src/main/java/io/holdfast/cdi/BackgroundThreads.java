package io.holdfast.cdi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an application's store: for probes and time-outs, for bringing nodes back, and few for repairs. */
final class BackgroundThreads implements AutoCloseable {

    private static final int REPAIRERS = 2;
    private static final int REPAIRS_WAITING = 1000;
    private static final int SECONDS_TO_STOP = 5;

    private final ScheduledThreadPoolExecutor probing;
    private final ThreadPoolExecutor settling;
    private final ThreadPoolExecutor repairing;

    BackgroundThreads(int nodes) {
        probing = new ScheduledThreadPoolExecutor(nodes + 1, daemons("holdfast-probe-"));
        probing.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        settling = new ThreadPoolExecutor(
                0, nodes, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("holdfast-settle-"));
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

    /** One thread a node, which may be used for long. */
    Executor settling() {
        return settling;
    }

    /** Runs something small after a while, unless all is being stopped. */
    void after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> unused = probing.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // nobody will want to know
        }
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
        List<ExecutorService> all = List.of(repairing, settling, probing);
        all.forEach(ExecutorService::shutdown);
        if (!all.stream().allMatch(BackgroundThreads::isStopped)) {
            all.forEach(ExecutorService::shutdownNow);
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
