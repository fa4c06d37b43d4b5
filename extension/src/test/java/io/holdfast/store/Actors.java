package io.holdfast.store;

import io.holdfast.cluster.Awaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All threads of the simulation, of which exactly one runs at a time: each hands the baton back where it waits for
 * nodes, and whoever simulates decides who has it next. So a schedule depends on these decisions alone.
 */
final class Actors implements Awaiter {

    /** How long a thread that could go on stands still at most: the longest of all waits is not a fault of a server. */
    private static final long MOST_HELD_UP = 25_000_000;

    private static final long MOST_DAWDLED = 20_000_000;
    private static final ThreadLocal<Actors> HERE = new ThreadLocal<>();

    private final ManualClock clock;
    private final Executor threads;
    private final SplittableRandom random;
    private final Semaphore baton = new Semaphore(0);
    private final List<Actor> alive = new ArrayList<>();
    private @Nullable Actor running;

    Actors(ManualClock clock, Executor threads, SplittableRandom random) {
        this.clock = clock;
        this.threads = threads;
        this.random = random;
    }

    /** Other actors have a chance wherever an actor calls this, as they have where it waits for nodes. */
    static void comeBetween() {
        Actors here = HERE.get();
        if (here != null && here.running != null && here.random.nextInt(3) == 0) {
            here.dawdle();
        }
    }

    /** The actor that runs does something that takes its time. */
    void dawdle() {
        await(new CompletableFuture<>(), random.nextLong(MOST_DAWDLED));
    }

    /** Lets an actor in; it does nothing before it is {@link #resume resumed}. */
    void enter(String name, SimulatedServer server, boolean isRequest, Runnable part) {
        alive.add(new Actor(name, server, isRequest, clock.nanos(), part));
    }

    boolean isEmpty() {
        return alive.isEmpty();
    }

    List<Actor> alive(Predicate<Actor> which) {
        return alive.stream().filter(which).toList();
    }

    List<Actor> ready() {
        return alive(actor -> actor.isReady(clock.nanos()) && !actor.server.isStopped());
    }

    /** Gives it the baton and gets that back where it waits again or has ended. */
    void resume(Actor actor) {
        running = actor;
        if (actor.hasBegun()) {
            actor.goOn();
        } else {
            threads.execute(() -> {
                HERE.set(this);
                actor.perform(baton);
            });
        }
        baton.acquireUninterruptibly();
        running = null;
        if (actor.isFinished()) {
            alive.remove(actor);
            actor.rethrow();
        }
    }

    /** Ends it where it waits, as a thread of a process that dies. */
    void kill(Actor actor) {
        actor.markKilled();
        if (actor.hasBegun()) {
            resume(actor);
        } else {
            alive.remove(actor);
        }
    }

    @Override
    public void await(CompletableFuture<?> done, long nanos) {
        Actor actor = running;
        long until = clock.nanos() + nanos;
        if (actor != null) {
            actor.pause(baton, done, until);
            return;
        }
        while (!done.isDone() && clock.nanos() < until) { // nobody else is on stage
            passTime(until);
        }
    }

    /**
     * Lets time pass until something happens: a message arrives or somebody's patience ends; false where nothing will.
     */
    boolean passTime() {
        boolean isAnyReady = !ready().isEmpty();
        long patience = alive.stream()
                .filter(actor -> !actor.isReady(clock.nanos()))
                .mapToLong(Actor::untilNanos)
                .map(until -> isAnyReady ? Math.min(until, clock.nanos() + MOST_HELD_UP) : until)
                .min()
                .orElse(Long.MAX_VALUE);
        if (patience == Long.MAX_VALUE && clock.untilNext().isEmpty()) {
            return false;
        }
        passTime(patience);
        return true;
    }

    private void passTime(long atMost) {
        Duration next = clock.untilNext().orElse(Duration.ofNanos(Long.MAX_VALUE));
        clock.advance(Duration.ofNanos(Math.min(next.toNanos(), atMost - clock.nanos())));
    }
}
