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
final class SaveTurn {

    /** Each of those that come first may need the budget of one request. */
    private static final int MOST_AHEAD = 8;

    private final Queue<Place> waiting = new ArrayDeque<>();
    private boolean taken;
    private @Nullable Thread holder;

    /** One who waits; by identity. */
    private static final class Place {
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
    }

    /** What came of asking for it. */
    enum Taken {
        /** It has to be given back. */
        YES,
        /** This thread has it already: a listener or a serialised class uses the session within its save. */
        WITHIN,
        /** Others had it for too long. */
        NO
    }

    /** @param budget of one request: that of whoever waits begins when it has the turn */
    Taken take(Cluster cluster, Deadline budget) {
        Place place = new Place();
        synchronized (this) {
            if (holder == Thread.currentThread()) {
                return Taken.WITHIN;
            }
            if (!taken) {
                taken = true;
                holder = Thread.currentThread();
                return Taken.YES;
            }
            waiting.add(place);
        }
        boolean isAlive = false;
        try {
            cluster.await(place.reached, MOST_AHEAD * budget.remainingNanos());
            isAlive = true;
        } finally {
            if (!isAlive && !leave(place)) {
                giveBack(); // else nobody would ever have it again
            }
        }
        synchronized (this) {
            if (leave(place)) {
                return Taken.NO;
            }
            holder = Thread.currentThread();
            return Taken.YES;
        }
    }

    /** Whether it was not reached yet. */
    private synchronized boolean leave(Place place) {
        return waiting.remove(place);
    }

    void giveBack() {
        Place next;
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
