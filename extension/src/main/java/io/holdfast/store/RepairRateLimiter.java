package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Holds back what is done in the background so that requests do not suffer from it: 2,000 sessions a second and 32 MB a
 * second, for all nodes together. Thread-safe.
 *
 * <p>A memcached does some 100,000 operations a second on one core; a session costs it three at most, so a returned
 * node spends a twentieth of that on each application server's refill, and a gigabit network a quarter. 10,000 sessions
 * of a few kilobytes take five seconds.
 */
final class RepairRateLimiter {

    private static final long NANOS_A_SESSION = 1_000_000_000L / 2_000;
    private static final long NANOS_A_KILOBYTE = 1_000_000_000L / 32_000;

    /** What was not used lately may be used at once; without this each wait's own lateness would add up. */
    private static final long BURST_NANOS = 50_000_000;

    private final Cluster cluster;
    private final LongSupplier nanos;
    private long free; // guarded by this

    RepairRateLimiter(Cluster cluster, LongSupplier nanos) {
        this.cluster = cluster;
        this.nanos = nanos;
        this.free = nanos.getAsLong() - BURST_NANOS;
    }

    /** Waits for one session's turn; an interrupt ends the wait and stays set. */
    void takeSession() {
        take(NANOS_A_SESSION);
    }

    /** Waits for the turn of what follows this many bytes that were sent. */
    void takeBytes(int bytes) {
        take(bytes / 1000 * NANOS_A_KILOBYTE);
    }

    private void take(long cost) {
        long wait = reserve(cost);
        if (wait > 0) {
            cluster.await(new CompletableFuture<>(), wait);
        }
    }

    private synchronized long reserve(long cost) {
        long now = nanos.getAsLong();
        if (free - (now - BURST_NANOS) < 0) {
            free = now - BURST_NANOS;
        }
        long wait = free - now;
        free += cost;
        return wait;
    }
}
