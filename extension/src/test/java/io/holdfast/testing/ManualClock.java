package io.holdfast.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when the test says so. What was put off is run by {@link #advance}, on the calling thread, in
 * order of time and, at the same time, in the order it was asked for. Thread-safe.
 */
public final class ManualClock implements InstantSource {

    private record Task(Instant at, long number, Runnable action) {}

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private Instant now = start;
    private long tasksEver;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Nanoseconds since this clock was made; stands in for {@link System#nanoTime}. */
    public long nanos() {
        return Duration.between(start, instant()).toNanos();
    }

    /**
     * Runs {@code action} when {@code delay} has passed; with no delay at the next {@link #advance}, even by nothing.
     */
    public synchronized void after(Duration delay, Runnable action) {
        tasks.add(new Task(now.plus(delay), tasksEver++, action));
    }

    /** How long until something happens that was put off; empty where nothing was. */
    public synchronized Optional<Duration> untilNext() {
        Task task = tasks.peek();
        return task == null ? Optional.empty() : Optional.of(Duration.between(now, task.at()));
    }

    /** Lets time pass, stopping at each task on the way; tasks may put off further ones. */
    public void advance(Duration by) {
        Instant end = instant().plus(by);
        for (Task task = next(end); task != null; task = next(end)) {
            task.action().run();
        }
        moveTo(end);
    }

    /** Lets time pass while nothing runs, as if the process was stopped; what was put off is late. */
    public void standStill(Duration by) {
        moveTo(instant().plus(by));
    }

    private synchronized @Nullable Task next(Instant end) {
        Task task = tasks.peek();
        if (task == null || task.at().isAfter(end)) {
            return null;
        }
        moveTo(task.at());
        return tasks.poll();
    }

    private synchronized void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
