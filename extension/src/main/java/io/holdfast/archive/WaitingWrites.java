package io.holdfast.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits, one {@link PendingWrite} a session, each in the queue where it is due, and the memory that it takes.
 * Guarded by its owner.
 */
final class WaitingWrites {

    private final Map<String, PendingWrite> byKey = new LinkedHashMap<>(); // the longest waiting first
    private final ByteBudget budget;
    private final Function<PendingWrite, DueQueue> queues;

    /** @param queues tells in which one something waits, as long as it is not changed */
    WaitingWrites(ByteBudget budget, Function<PendingWrite, DueQueue> queues) {
        this.budget = budget;
        this.queues = queues;
    }

    @Nullable
    PendingWrite get(String key) {
        return byKey.get(key);
    }

    int size() {
        return byKey.size();
    }

    PendingWrite oldest() {
        return byKey.values().iterator().next();
    }

    void add(PendingWrite pending) {
        budget.take(pending);
        byKey.put(pending.key, pending);
        queues.apply(pending).add(pending);
    }

    /** Takes out one that is to be changed. */
    PendingWrite remove(PendingWrite pending) {
        byKey.remove(pending.key);
        queues.apply(pending).remove(pending);
        budget.free(pending);
        return pending;
    }

    /** Takes out the first of a queue if it is due; its bytes stay counted. */
    @Nullable
    PendingWrite poll(DueQueue queue, long now) {
        PendingWrite next = queue.poll(now);
        if (next != null) {
            byKey.remove(next.key);
        }
        return next;
    }
}
