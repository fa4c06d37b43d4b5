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
 * between two restarts loses both its copies. A few at a time, at the rate of {@link RepairRateLimiter}. Thread-safe.
 */
final class NodeRefill {

    /** Background threads beside the calling one; four sessions at a time keep the rate over a network too. */
    static final int HELPERS = 3;

    /** As many unanswered in a row mean that the node has gone again. */
    static final int MOST_SILENCES = 3;

    private static final Duration LONGEST_WAIT_FOR_HELPERS = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final RecentSessions recent;
    private final RepairQueue repairs;
    private final CopyRepair copyRepair;
    private final Executor background;
    private final Random random;

    /** @param random orders the sessions */
    NodeRefill(
            Cluster cluster,
            RecentSessions recent,
            RepairQueue repairs,
            CopyRepair copyRepair,
            Executor background,
            Random random) {
        this.cluster = cluster;
        this.recent = recent;
        this.repairs = repairs;
        this.copyRepair = copyRepair;
        this.background = background;
        this.random = random;
    }

    /** What was done; {@code finished} is false if the node went away or the thread was interrupted. */
    record Result(long repaired, long examined, boolean finished) {}

    /**
     * @param isEmpty whether the node has nothing; else it may also hold what it has no business to, from when it stood
     *     in for another
     * @param stop whether to stop at the next session
     */
    Result run(Node node, boolean isEmpty, BooleanSupplier stop) {
        return new Pass(node, isEmpty, stop).run();
    }

    private final class Pass {
        private final Node node;
        private final BooleanSupplier stop;
        private final Queue<String> keys;
        private final Queue<CompletableFuture<?>> helping = new ConcurrentLinkedQueue<>();
        private final AtomicInteger silences = new AtomicInteger();
        private final AtomicLong repaired = new AtomicLong();
        private final AtomicLong examined = new AtomicLong();
        private volatile boolean stopped;

        Pass(Node node, boolean isEmpty, BooleanSupplier stop) {
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
            return new Result(repaired.get(), examined.get(), !stopped);
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
                repairs.now(mine, () -> note(mine, copyRepair.repair(mine, node)));
            }
        }

        private @Nullable String next() {
            stopped |= stop.getAsBoolean() || Thread.currentThread().isInterrupted();
            return stopped ? null : keys.poll();
        }

        private void note(String key, CopyRepair.Outcome outcome) {
            if (outcome == CopyRepair.Outcome.SILENT) {
                keys.add(key);
                stopped |= silences.incrementAndGet() >= MOST_SILENCES;
                return;
            }
            silences.set(0);
            if (isOwned(key)) {
                examined.incrementAndGet();
            }
            if (outcome == CopyRepair.Outcome.REPAIRED) {
                repaired.incrementAndGet();
            }
        }
    }
}
