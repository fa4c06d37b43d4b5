package io.holdfast.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The probes of one node, one at a time, and what follows when it answers again. Thread-safe. */
final class ProbeRounds {

    private static final System.Logger LOG = System.getLogger(ProbeRounds.class.getName());

    private final NodeMonitor monitor;
    private final Patience patience;
    private final Pauses pauses;
    private final LongSupplier nanos;
    private final Executor threads;
    private final Executor settlers;
    private final Settling settling;
    private final AtomicBoolean isSettling = new AtomicBoolean();
    private volatile long lastEnded;
    private @Nullable CompletableFuture<Void> asked; // for and not begun; guarded by this
    private boolean running; // guarded by this

    ProbeRounds(
            NodeMonitor monitor,
            Patience patience,
            Pauses pauses,
            LongSupplier nanos,
            Executor threads,
            Executor settlers,
            Settling settling) {
        this.monitor = monitor;
        this.patience = patience;
        this.pauses = pauses;
        this.nanos = nanos;
        this.threads = threads;
        this.settlers = settlers;
        this.settling = settling;
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
            monitor.probe(patience.with(monitor), pauses.watch());
        } while (monitor.inDoubt() && !Thread.currentThread().isInterrupted());
        boolean isDue = monitor.awaitsSettling() || (monitor.isInUse() && settling.isDue(monitor.node()));
        if (isDue && isSettling.compareAndSet(false, true)) {
            try {
                settlers.execute(this::settle);
            } catch (RejectedExecutionException e) {
                isSettling.set(false); // all is being stopped
            }
        }
    }

    private void settle() {
        try {
            monitor.settle(() -> settling.settle(monitor.node()));
        } catch (RuntimeException | LinkageError e) {
            log("Node " + monitor.node().name() + " could not be given what it missed; this is tried again", e);
        } finally {
            isSettling.set(false);
        }
    }

    private static void log(String message, Throwable e) {
        LOG.log(System.Logger.Level.ERROR, message, e);
    }
}
