package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the sessions lately used in this process back onto a node that returned: without it a session that is not used
 * between two restarts loses both its copies. A few at a time, at the rate of {@link Pace}. Thread-safe.
 */
final class Refill {

    /** Background threads beside the calling one; four sessions at a time keep the pace over a network too. */
    static final int HELPERS = 3;

    /** As many unanswered in a row mean that the node has gone again. */
    static final int MOST_SILENCES = 3;

    private static final Duration LONGEST_WAIT_FOR_HELPERS = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final RecentKeys recent;
    private final Repairs repairs;
    private final Mending mending;
    private final Executor background;
    private final Random random;

    /** @param random orders the sessions */
    Refill(Cluster cluster, RecentKeys recent, Repairs repairs, Mending mending, Executor background, Random random) {
        this.cluster = cluster;
        this.recent = recent;
        this.repairs = repairs;
        this.mending = mending;
        this.background = background;
        this.random = random;
    }

    /** What was done; {@code finished} is false where the node went away or the thread was interrupted. */
    record Result(long mended, long looked, boolean finished) {}

    /**
     * @param isEmpty whether the node has nothing; else it may also hold what it has no business to, from when it stood
     *     in for another
     * @param stop whether to stop at the next session
     */
    Result run(Node node, boolean isEmpty, BooleanSupplier stop) {
        return new Walk(node, isEmpty, stop).run();
    }

    private final class Walk {
        private final Node node;
        private final BooleanSupplier stop;
        private final Queue<String> keys;
        private final Queue<CompletableFuture<?>> helping = new ConcurrentLinkedQueue<>();
        private final AtomicInteger silences = new AtomicInteger();
        private final AtomicLong mended = new AtomicLong();
        private final AtomicLong looked = new AtomicLong();
        private volatile boolean stopped;

        Walk(Node node, boolean isEmpty, BooleanSupplier stop) {
            this.node = node;
            this.stop = stop;
            List<String> mine = new ArrayList<>(recent.living());
            mine.removeIf(key ->
                    isEmpty ? !isOwned(key) : !cluster.route(key).candidates().contains(node));
            Collections.shuffle(
                    mine, random); // servers that know the same sessions are not to do the same at the same time
            this.keys = new ConcurrentLinkedQueue<>(mine);
        }

        private boolean isOwned(String key) {
            return cluster.route(key).preferred().contains(node);
        }

        Result run() {
            for (int i = 0; i < Math.min(HELPERS, keys.size() - 1); i++) {
                callHelper();
            }
            work();
            helping.forEach(helper -> cluster.await(helper, LONGEST_WAIT_FOR_HELPERS.toNanos()));
            stopped |= Thread.currentThread().isInterrupted();
            return new Result(mended.get(), looked.get(), !stopped);
        }

        private void callHelper() {
            try {
                background.execute(this::help);
            } catch (RejectedExecutionException e) {
                // the background is busy with repairs of sessions in use, which come first
            }
        }

        private void help() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            helping.add(end);
            try {
                work();
            } finally {
                end.complete(null);
            }
        }

        private void work() {
            for (String key = next(); key != null; key = next()) {
                String mine = key;
                repairs.now(mine, () -> note(mine, mending.mend(mine, node)));
            }
        }

        private @Nullable String next() {
            stopped |= stop.getAsBoolean() || Thread.currentThread().isInterrupted();
            return stopped ? null : keys.poll();
        }

        private void note(String key, Mending.Outcome outcome) {
            if (outcome == Mending.Outcome.SILENT) {
                keys.add(key);
                stopped |= silences.incrementAndGet() >= MOST_SILENCES;
                return;
            }
            silences.set(0);
            if (isOwned(key)) {
                looked.incrementAndGet();
            }
            if (outcome == Mending.Outcome.MENDED) {
                mended.incrementAndGet();
            }
        }
    }
}
