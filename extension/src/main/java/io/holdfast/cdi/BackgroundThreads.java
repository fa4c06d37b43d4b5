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

/**
 * The threads of an application's store: for probes and time-outs, for bringing nodes back, few for repairs, one to
 * tell observers.
 */
final class BackgroundThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BackgroundThreads.class.getName());
    private static final int REPAIRERS = 4;
    private static final int REPAIRS_WAITING = 1000;
    private static final int EVENTS_WAITING = 1000;
    private static final int SECONDS_TO_STOP = 5;

    private final ScheduledThreadPoolExecutor probing;
    private final ThreadPoolExecutor recovering;
    private final ThreadPoolExecutor repairing;
    private final ThreadPoolExecutor telling;

    BackgroundThreads(int nodes) {
        probing = new ScheduledThreadPoolExecutor(nodes + 1, daemons("holdfast-probe-"));
        probing.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        recovering = new ThreadPoolExecutor(
                0, nodes, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("holdfast-recover-"));
        repairing = pool(REPAIRERS, REPAIRS_WAITING, "holdfast-repair-");
        telling = pool(1, EVENTS_WAITING, "holdfast-event-");
    }

    static ThreadPoolExecutor pool(int threads, int waiting, String prefix) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), daemons(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    ScheduledExecutorService probing() {
        return probing;
    }

    /** One thread a node, which may be used for long. */
    Executor recovering() {
        return recovering;
    }

    /** Runs something small after a while, unless all is being stopped. */
    void after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> unused = probing.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // nobody will want to know
        }
    }

    /** Does something once that will be done again anyway, or not if too much is waiting. */
    void soon(Runnable action) {
        try {
            repairing.execute(() -> calmly(action));
        } catch (RejectedExecutionException e) {
            // the next time comes
        }
    }

    /** Does something again and again, for the first time after that while, also if it fails at times. */
    void every(Duration period, Runnable action) {
        long nanos = period.toNanos();
        ScheduledFuture<?> unused =
                probing.scheduleWithFixedDelay(() -> calmly(action), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** What throws would not be run again. */
    private static void calmly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A background task failed; it will be tried again", e);
        }
    }

    /** Refuses work while too much is waiting. */
    Executor repairing() {
        return repairing;
    }

    /** Does one thing after another, and refuses work while too much is waiting. */
    Executor telling() {
        return telling;
    }

    static ThreadFactory daemons(String prefix) {
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
        telling.getQueue().clear(); // nobody is interested any more
        stop(List.of(repairing, recovering, probing, telling));
    }

    /** Waits for what is under way, then interrupts it. */
    static void stop(List<ExecutorService> all) {
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
