package io.holdfast.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A thread of the simulation, which runs only while it holds the baton. */
final class Actor {

    /** Where a killed actor stops. An error, because the engine survives exceptions. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    static final String PROBE = "probe";

    final String name;
    final SimulatedServer server;
    private final boolean request;
    final long bornNanos;
    private final Runnable part;
    private final Semaphore go = new Semaphore(0);
    private CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);
    private long untilNanos;
    private boolean begun;
    private boolean killed;
    private boolean finished;
    private Throwable failure;

    Actor(String name, SimulatedServer server, boolean request, long bornNanos, Runnable part) {
        this.name = name;
        this.server = server;
        this.request = request;
        this.bornNanos = bornNanos;
        this.part = part;
    }

    boolean isRequest() {
        return request;
    }

    boolean isProbe() {
        return name.equals(PROBE);
    }

    boolean isReady(long nanos) {
        return killed || awaited.isDone() || nanos >= untilNanos;
    }

    long untilNanos() {
        return untilNanos;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isFinished() {
        return finished;
    }

    void markKilled() {
        killed = true;
    }

    /** On a thread of its own; returns the baton at the end. */
    void perform(Semaphore baton) {
        begun = true;
        try {
            part.run();
        } catch (Killed e) {
            // as was wanted
        } catch (Throwable e) {
            failure = e;
        } finally {
            finished = true;
            baton.release();
        }
    }

    /** Hands the baton back until {@link #goOn}. */
    void pause(Semaphore baton, CompletableFuture<?> done, long until) {
        awaited = done;
        untilNanos = until;
        if (!killed) {
            baton.release();
            go.acquireUninterruptibly();
        }
        if (killed) {
            throw new Killed();
        }
    }

    void goOn() {
        go.release();
    }

    /** What went wrong, as an error of the thread that asks. */
    void rethrow() {
        if (failure instanceof Violation violation) {
            throw violation;
        }
        if (failure != null) {
            throw new Violation(name + " failed: " + failure, failure);
        }
    }
}
