package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets one unit of work at a time write, move or end a session of this server. Whoever waits does so for a bounded
 * time: a monitor, which applications hold on their sessions too, could not be given up. Thread-safe.
 */
final class SaveLock {

    /** Each of those that come first may need the budget of one request. */
    private static final int MOST_AHEAD = 8;

    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private boolean taken;
    private @Nullable Thread holder;

    /** One who waits; by identity. */
    private static final class Waiter {
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
    }

    /** What came of asking for the lock. */
    enum Acquisition {
        /** It has to be released. */
        ACQUIRED,
        /** This thread has it already: a listener or a serialised class uses the session within its save. */
        ALREADY_HELD,
        /** Others had it for too long. */
        TIMED_OUT
    }

    /** @param budget of one request: that of whoever waits begins when it has the lock */
    Acquisition acquire(Cluster cluster, Deadline budget) {
        Waiter waiter = new Waiter();
        synchronized (this) {
            if (holder == Thread.currentThread()) {
                return Acquisition.ALREADY_HELD;
            }
            if (!taken) {
                taken = true;
                holder = Thread.currentThread();
                return Acquisition.ACQUIRED;
            }
            waiting.add(waiter);
        }
        boolean isAlive = false;
        try {
            cluster.await(waiter.reached, MOST_AHEAD * budget.remainingNanos());
            isAlive = true;
        } finally {
            if (!isAlive && !leave(waiter)) {
                release(); // else nobody would ever have it again
            }
        }
        synchronized (this) {
            if (leave(waiter)) {
                return Acquisition.TIMED_OUT;
            }
            holder = Thread.currentThread();
            return Acquisition.ACQUIRED;
        }
    }

    /** Whether it was not reached yet. */
    private synchronized boolean leave(Waiter waiter) {
        return waiting.remove(waiter);
    }

    void release() {
        Waiter next;
        synchronized (this) {
            holder = null;
            next = waiting.poll();
            taken = next != null;
        }
        if (next != null) {
            next.reached.complete(null);
        }
    }
}
