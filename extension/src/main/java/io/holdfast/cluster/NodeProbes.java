package io.holdfast.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Probes every node again and again, and on request, but never one node more often than once an interval. Thread-safe.
 */
public final class NodeProbes {

    private static final System.Logger LOG = System.getLogger(NodeProbes.class.getName());

    /** A server that is still starting is slow: what it needs to connect has to be loaded first. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(2);

    private final Map<Node, Rounds> rounds = new LinkedHashMap<>();
    private final Duration interval;
    private final Duration timeout;
    private final ScheduledExecutorService threads;

    /**
     * @param threads one a node, for a probe blocks up to {@code timeout}
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @param beforeUp run on a node that was down and answers again, before it is used
     */
    public NodeProbes(
            List<NodeMonitor> monitors,
            Duration interval,
            Duration timeout,
            ScheduledExecutorService threads,
            LongSupplier nanos,
            Consumer<Node> beforeUp) {
        this.interval = interval;
        this.timeout = timeout;
        this.threads = threads;
        monitors.forEach(monitor -> rounds.put(monitor.node(), new Rounds(monitor, nanos, beforeUp)));
    }

    /**
     * Probes all nodes, waiting for that some seconds at most, then goes on in the background. Without the wait the
     * first requests would find all nodes down.
     */
    public void start() {
        Duration patience = timeout.compareTo(PATIENCE_AT_START) > 0 ? timeout : PATIENCE_AT_START;
        CompletableFuture<?>[] first = rounds.values().stream()
                .map(round -> CompletableFuture.runAsync(() -> round.probe(patience), threads))
                .toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(first), patience);
        rounds.values().forEach(this::goOn);
    }

    // Not completeOnTimeout(): its thread is the whole JVM's and would keep this application's class loader.
    private static void await(CompletableFuture<Void> all, Duration patience) {
        try {
            all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // a node that takes longer is DOWN until its probe says otherwise
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe failed", e);
        }
    }

    private void goOn(Rounds round) {
        long nanos = interval.toNanos();
        ScheduledFuture<?> unusedUntilShutdown =
                threads.scheduleWithFixedDelay(() -> round.probe(timeout), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** The node's health now: after a probe, unless the last one is younger than the interval. */
    public NodeHealth look(Node node) {
        Rounds round = rounds.get(node);
        if (round == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not probed here");
        }
        round.probeIfDue();
        return round.monitor.health();
    }

    /** The probes of one node, one at a time. */
    private final class Rounds {
        private final NodeMonitor monitor;
        private final LongSupplier nanos;
        private final Consumer<Node> beforeUp;
        private long lastEnded;

        Rounds(NodeMonitor monitor, LongSupplier nanos, Consumer<Node> beforeUp) {
            this.monitor = monitor;
            this.nanos = nanos;
            this.beforeUp = beforeUp;
            this.lastEnded = nanos.getAsLong() - interval.toNanos();
        }

        synchronized void probe(Duration patience) {
            try {
                monitor.probe(patience, () -> beforeUp.accept(monitor.node()));
            } catch (RuntimeException e) {
                // the next round tries again; without this there would be none
                LOG.log(
                        System.Logger.Level.ERROR,
                        "The probe of node " + monitor.node().name() + " failed",
                        e);
            }
            lastEnded = nanos.getAsLong();
        }

        synchronized void probeIfDue() {
            if (nanos.getAsLong() - lastEnded >= interval.toNanos()) {
                probe(timeout);
            }
        }
    }
}
