package io.holdfast.testing;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** No threads at all: runs at once what is executed, and on a {@link ManualClock} what is scheduled once. */
public final class ManualThreads extends ScheduledThreadPoolExecutor {

    private final ManualClock clock;

    public ManualThreads(ManualClock clock) {
        super(0);
        this.clock = clock;
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        clock.after(Duration.ofNanos(unit.toNanos(delay)), command);
        return null; // nobody cancels
    }
}
