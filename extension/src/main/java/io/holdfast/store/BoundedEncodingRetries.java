package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.value.EncodingRetries;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How often the values of one save are encoded while other threads change them, and after which pauses. There is none
 * at first, then they double, to a quarter of a second altogether: who changes a value for a moment gets done. Half of
 * the budget stays for the nodes. Not thread-safe.
 */
final class BoundedEncodingRetries implements EncodingRetries {

    private static final int MOST = 12;
    /** However long they take: what moved at the first has come to rest by then, or does not. */
    private static final int LEAST = 7;

    private static final int WITHOUT_PAUSE = 3;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Cluster cluster;
    private final Supplier<Deadline> deadlines;
    private @Nullable Deadline deadline;
    private long reserved;

    /** @param deadlines each begins when it is asked for */
    BoundedEncodingRetries(Cluster cluster, Supplier<Deadline> deadlines) {
        this.cluster = cluster;
        this.deadlines = deadlines;
    }

    /**
     * That of the save, which began with the first value that was looked at twice, or begins now. Half of it is left
     * even if the values took longer: a server that lacks a processor is no reason not to ask its nodes.
     */
    Deadline deadline() {
        return ofAll().withAtLeast(reserved);
    }

    private Deadline ofAll() {
        Deadline known = deadline;
        if (known == null) {
            known = deadlines.get();
            reserved = known.remainingNanos() / 2;
            deadline = known;
        }
        return known;
    }

    @Override
    public boolean shouldRetry(int made) {
        long left = ofAll().remainingNanos() - reserved;
        if (made >= MOST || (left <= 0 && made >= LEAST)) {
            return false;
        }
        if (made > WITHOUT_PAUSE && left > 0) {
            cluster.await(new CompletableFuture<>(), Math.min(left, FIRST_PAUSE << (made - WITHOUT_PAUSE - 1)));
        }
        return true;
    }
}
