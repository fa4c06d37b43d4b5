package io.holdfast.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Probes every node again and again, at once when traffic raises a doubt, and on request, but then no more often than
 * once an interval. Thread-safe.
 */
public final class NodeProbes {

    /** A pause of a quarter of the probe's time-out can be what made it one. */
    private static final int NOTABLE_SHARE = 4;

    private final Map<Node, ProbeRounds> rounds = new LinkedHashMap<>();
    private final Duration interval;
    private final Duration timeout;
    private final Patience patience;
    private final Pauses pauses;
    private final ScheduledExecutorService threads;
    private final LongSupplier nanos;

    /**
     * @param interval a fifth more or less of it lies between two rounds, so that applications do not probe in step
     * @param threads one a node, for a probe blocks up to {@code timeout}
     * @param settlers run {@code settling}, one a node at a time; probes go on meanwhile
     * @param nanos a monotonic clock as {@link System#nanoTime}
     */
    public NodeProbes(
            List<NodeMonitor> monitors,
            Duration interval,
            Duration timeout,
            ScheduledExecutorService threads,
            Executor settlers,
            Settling settling,
            LongSupplier nanos) {
        this.interval = interval;
        this.timeout = timeout;
        this.threads = threads;
        this.nanos = nanos;
        this.patience = new Patience(monitors, timeout);
        this.pauses = new Pauses(timeout.dividedBy(NOTABLE_SHARE), nanos, threads);
        for (NodeMonitor monitor : monitors) {
            ProbeRounds own = new ProbeRounds(monitor, patience, pauses, nanos, threads, settlers, settling);
            monitor.settleDoubtsWith(() -> {
                CompletableFuture<?> unused = own.ask();
            });
            rounds.put(monitor.node(), own);
        }
    }

    /**
     * Probes all nodes, waiting for that some seconds at most, then goes on in the background. Without the wait the
     * first requests would find all nodes down.
     */
    public void start() {
        pauses.start();
        CompletableFuture<?>[] first =
                rounds.values().stream().map(ProbeRounds::ask).toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(first), patience.atStart());
        rounds.values().forEach(this::goOn);
    }

    private void goOn(ProbeRounds round) {
        double aboutOne = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        long delay = (long) (interval.toNanos() * aboutOne);
        long due = nanos.getAsLong() + delay;
        later(() -> tick(round, due), delay);
    }

    /** A round that begins late is put off: the process stood still, and would blame that on its nodes. */
    private void tick(ProbeRounds round, long due) {
        if (nanos.getAsLong() - due > interval.toNanos()) {
            later(() -> probe(round), interval.toNanos());
        } else {
            probe(round);
        }
    }

    private void probe(ProbeRounds round) {
        CompletableFuture<?> unused = round.ask().whenComplete((nothing, fault) -> goOn(round));
    }

    private void later(Runnable action, long delayNanos) {
        ScheduledFuture<?> unusedUntilShutdown = threads.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * The node's health now: after a probe, unless the last one is younger than the interval and nothing is in doubt.
     */
    public NodeHealth look(Node node) {
        ProbeRounds round = rounds.get(node);
        if (round == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not probed here");
        }
        if (round.isInDoubt() || round.nanosSinceLast() >= interval.toNanos()) {
            await(round.ask(), timeout);
        }
        return round.health();
    }

    // Not completeOnTimeout(): its thread is the whole JVM's and would keep this application's class loader.
    private static void await(CompletableFuture<?> probed, Duration patience) {
        try {
            probed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // the node is what it was until its probe says otherwise
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe failed", e);
        }
    }
}
