package io.holdfast.cdi;

import io.holdfast.HoldfastEvent;
import io.holdfast.store.StoreListener;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Fires what happens as CDI events, on a thread of its own, so that an observer that is slow or throws hurts neither a
 * request nor a probe. Thread-safe.
 */
final class CdiEvents implements StoreListener {

    private static final System.Logger LOG = System.getLogger(CdiEvents.class.getName());

    private final BeanManager beanManager;
    private final Executor thread;
    private final LongAdder dropped = new LongAdder();

    /** @param thread refuses what is too much */
    CdiEvents(BeanManager beanManager, Executor thread) {
        this.beanManager = beanManager;
        this.thread = thread;
    }

    @Override
    public void onEvent(HoldfastEvent event) {
        try {
            thread.execute(() -> fire(event));
        } catch (RejectedExecutionException e) {
            dropped.increment();
        }
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    private void fire(HoldfastEvent event) {
        // Observers with @ObservesAsync are another kind, and are called on this thread as well.
        NotificationOptions here = NotificationOptions.ofExecutor(Runnable::run);
        CompletionStage<HoldfastEvent> unused = beanManager
                .getEvent()
                .select(HoldfastEvent.class)
                .fireAsync(event, here)
                .whenComplete((same, failure) -> {
                    if (failure != null) {
                        warn(event, failure);
                    }
                });
        try {
            beanManager.getEvent().fire(event);
        } catch (RuntimeException e) {
            warn(event, e);
        }
    }

    private static void warn(HoldfastEvent event, Throwable failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "An observer of " + event.getClass().getName() + " failed",
                failure);
    }
}
