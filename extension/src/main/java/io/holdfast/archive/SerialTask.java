package io.holdfast.archive;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Does one piece of work whenever it is due, and never twice at a time. Thread-safe. */
final class SerialTask {

    private static final System.Logger LOG = System.getLogger(LoggerNames.WRITE_BEHIND);
    private static final long PAUSE_AFTER_FAULT = 1_000_000_000;

    private final Runnable work;
    private final LongSupplier nextDue;
    private final MonotonicClock clock;
    private final Executor executor;
    private final ScheduledExecutorService later;
    private boolean isStarted; // guarded by this, as all below
    private boolean isStopped;
    private boolean isRunning;
    private boolean isAskedAgain;
    private long notBefore;
    private long alarmAt = MonotonicClock.NEVER;
    private long alarms;
    private @Nullable ScheduledFuture<?> alarm;

    /**
     * @param work does all that is due, so that afterwards nothing is
     * @param nextDue tells when there is something to do, {@link MonotonicClock#NEVER} for nothing
     */
    SerialTask(
            Runnable work,
            LongSupplier nextDue,
            MonotonicClock clock,
            Executor executor,
            ScheduledExecutorService later) {
        this.work = work;
        this.nextDue = nextDue;
        this.clock = clock;
        this.executor = executor;
        this.later = later;
    }

    void start() {
        synchronized (this) {
            isStarted = true;
        }
        look();
    }

    synchronized void stop() {
        isStopped = true;
        silence();
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    /** To be called after each change of what is due. Does not block. */
    void look() {
        if (isToRun(nextDue.getAsLong())) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                synchronized (this) {
                    isRunning = false; // all is being stopped
                }
            }
        }
    }

    private synchronized boolean isToRun(long next) {
        long due = Math.max(next, notBefore);
        if (!isStarted || isStopped || due == MonotonicClock.NEVER) {
            return false;
        }
        if (due > clock.now()) {
            ringAt(due);
            return false;
        }
        isAskedAgain = isRunning;
        boolean begins = !isRunning;
        isRunning = true;
        return begins;
    }

    private void run() {
        boolean isFine = false;
        try {
            do {
                work.run();
            } while (goesOn());
            isFine = true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "An internal error in the archive; it goes on", e);
        } finally {
            if (!isFine) {
                endAfterFault();
            }
        }
        look();
    }

    private synchronized boolean goesOn() {
        isRunning = isAskedAgain && !isStopped;
        isAskedAgain = false;
        return isRunning;
    }

    private synchronized void endAfterFault() {
        isRunning = false;
        isAskedAgain = false;
        notBefore = clock.now() + PAUSE_AFTER_FAULT;
    }

    private void ringAt(long due) {
        if (due >= alarmAt) {
            return;
        }
        silence();
        alarmAt = due;
        long mine = alarms;
        try {
            alarm = later.schedule(() -> ring(mine), due - clock.now(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            silence(); // all is being stopped
        }
    }

    /** Those that cannot be called off any more are not listened to. */
    private void silence() {
        alarms++;
        alarmAt = MonotonicClock.NEVER;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void ring(long number) {
        synchronized (this) {
            if (number != alarms) {
                return;
            }
            silence();
        }
        look();
    }
}
