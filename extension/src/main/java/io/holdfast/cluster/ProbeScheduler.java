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

/**
 * Probes every node again and again, at once when traffic raises a doubt, and on request, but then no more often than
 * once an interval. Thread-safe.
 */
public final class ProbeScheduler {

    private final Map<Node, NodeProber> probers = new LinkedHashMap<>();
    private final Duration interval;
    private final Duration timeout;
    private final ProbeTimeouts timeouts;
    private final PauseDetector pauseDetector;
    private final ScheduledExecutorService threads;

    /**
     * @param interval a fifth more or less of it lies between two rounds, so that applications do not probe in step
     * @param threads one a node, for a probe blocks up to {@code timeout}
     * @param recoveryThreads run {@code recovery}, one a node at a time; probes go on meanwhile
     * @param pauseDetector is started with it
     */
    public ProbeScheduler(
            List<NodeMonitor> monitors,
            Duration interval,
            Duration timeout,
            ScheduledExecutorService threads,
            Executor recoveryThreads,
            NodeRecovery recovery,
            PauseDetector pauseDetector) {
        this.interval = interval;
        this.timeout = timeout;
        this.threads = threads;
        this.pauseDetector = pauseDetector;
        this.timeouts = new ProbeTimeouts(monitors, timeout);
        SilenceJudge silenceJudge =
                new SilenceJudge(monitors.stream().map(NodeMonitor::traffic).toList(), pauseDetector);
        for (NodeMonitor monitor : monitors) {
            NodeProber prober = new NodeProber(
                    monitor, timeouts, silenceJudge, pauseDetector::now, threads, recoveryThreads, recovery);
            monitor.settleDoubtsWith(() -> {
                CompletableFuture<?> unused = prober.ask();
            });
            probers.put(monitor.node(), prober);
        }
    }

    /**
     * Probes all nodes, waiting for that some seconds at most, then goes on in the background. Without the wait the
     * first requests would find all nodes down.
     */
    public void start() {
        pauseDetector.start();
        CompletableFuture<?>[] first =
                probers.values().stream().map(NodeProber::ask).toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(first), timeouts.atStart());
        probers.values().forEach(this::goOn);
    }

    private void goOn(NodeProber prober) {
        double aboutOne = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        long delay = (long) (interval.toNanos() * aboutOne);
        long due = pauseDetector.now() + delay;
        later(() -> tick(prober, due), delay);
    }

    /** A round that begins late is put off: the process stood still, and would blame that on its nodes. */
    private void tick(NodeProber prober, long due) {
        if (pauseDetector.now() - due > interval.toNanos()) {
            later(() -> probe(prober), interval.toNanos());
        } else {
            probe(prober);
        }
    }

    private void probe(NodeProber prober) {
        CompletableFuture<?> unused = prober.ask().whenComplete((nothing, fault) -> goOn(prober));
    }

    private void later(Runnable action, long delayNanos) {
        ScheduledFuture<?> unusedUntilShutdown = threads.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * The node's health now: after a probe, unless the last one is younger than the interval and nothing is in doubt.
     */
    public NodeHealth look(Node node) {
        NodeProber prober = probers.get(node);
        if (prober == null) {
            throw new IllegalArgumentException("node " + node.name() + " is not probed here");
        }
        if (prober.isInDoubt() || prober.nanosSinceLast() >= interval.toNanos()) {
            await(prober.ask(), timeout);
        }
        return prober.health();
    }

    // Not completeOnTimeout(): its thread is the whole JVM's and would keep this application's class loader.
    private static void await(CompletableFuture<?> probed, Duration timeout) {
        try {
            probed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // the node is what it was until its probe says otherwise
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe failed", e);
        }
    }
}
