package io.holdfast.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The probes of one node, one at a time, and what follows when it answers again. Thread-safe. */
final class NodeProber {

    private static final System.Logger LOG = System.getLogger(NodeProber.class.getName());

    private final NodeMonitor monitor;
    private final ProbeTimeouts timeouts;
    private final SilenceJudge silenceJudge;
    private final LongSupplier nanos;
    private final Executor threads;
    private final Executor recoveryThreads;
    private final NodeRecovery recovery;
    private final AtomicBoolean isRecovering = new AtomicBoolean();
    private volatile long lastEnded;
    private @Nullable CompletableFuture<Void> asked; // for and not begun; guarded by this
    private boolean running; // guarded by this

    NodeProber(
            NodeMonitor monitor,
            ProbeTimeouts timeouts,
            SilenceJudge silenceJudge,
            LongSupplier nanos,
            Executor threads,
            Executor recoveryThreads,
            NodeRecovery recovery) {
        this.monitor = monitor;
        this.timeouts = timeouts;
        this.silenceJudge = silenceJudge;
        this.nanos = nanos;
        this.threads = threads;
        this.recoveryThreads = recoveryThreads;
        this.recovery = recovery;
        this.lastEnded = nanos.getAsLong() - Duration.ofDays(1).toNanos();
    }

    NodeHealth health() {
        return monitor.health();
    }

    boolean isInDoubt() {
        return monitor.inDoubt();
    }

    long nanosSinceLast() {
        return nanos.getAsLong() - lastEnded;
    }

    /** Has the node probed as soon as may be; complete when that has been done. Does not block. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (asked != null) {
                return asked;
            }
            mine = new CompletableFuture<>();
            asked = mine;
            if (running) {
                return mine;
            }
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            mine.complete(null); // all is being stopped
        }
        return mine;
    }

    private void run() {
        for (CompletableFuture<Void> next = begin(); next != null; next = begin()) {
            try {
                probe();
            } catch (RuntimeException | LinkageError e) {
                // the next round tries again; without this there would be none
                log("The probe of node " + monitor.node().name() + " failed", e);
            }
            lastEnded = nanos.getAsLong();
            next.complete(null);
        }
    }

    private synchronized @Nullable CompletableFuture<Void> begin() {
        CompletableFuture<Void> next = asked;
        asked = null;
        running = next != null;
        return next;
    }

    /** Probes until it is settled whether the node answers; each failure brings that nearer. */
    private void probe() {
        do {
            monitor.probe(timeouts.of(monitor), silenceJudge.watch(monitor.traffic()));
        } while (monitor.inDoubt() && !Thread.currentThread().isInterrupted());
        boolean isDue = monitor.awaitsRecovery() || (monitor.isInUse() && recovery.needsRecovery(monitor.node()));
        if (isDue && isRecovering.compareAndSet(false, true)) {
            try {
                recoveryThreads.execute(this::recover);
            } catch (RejectedExecutionException e) {
                isRecovering.set(false); // all is being stopped
            }
        }
    }

    private void recover() {
        try {
            monitor.recover(() -> recovery.recover(monitor.node()));
        } catch (RuntimeException | LinkageError e) {
            log("Node " + monitor.node().name() + " could not be given what it missed; this is tried again", e);
        } finally {
            isRecovering.set(false);
        }
    }

    private static void log(String message, Throwable e) {
        LOG.log(System.Logger.Level.ERROR, message, e);
    }
}
