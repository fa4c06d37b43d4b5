package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.store.Hints.Hint;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delivers its hints to a node that came back, tombstones before changes. Thread-safe. */
final class HintDelivery {

    private final CopyContext context;
    private final Hints hints;
    private final CopyRepair copyRepair;
    private final SessionArchive archive;

    HintDelivery(CopyContext context, CopyRepair copyRepair, SessionArchive archive) {
        this.context = context;
        this.hints = context.hints();
        this.copyRepair = copyRepair;
        this.archive = archive;
    }

    boolean hasHintsFor(Node node) {
        return hints.existFor(node);
    }

    /**
     * Delivers all hints for {@code node}; whatever stays undelivered, for whatever reason, is kept again.
     *
     * @return whether the node took part to the end
     */
    boolean to(Node node, BooleanSupplier stop) {
        Deque<Hint> open = hints.take(node);
        int silences = 0;
        try {
            while (!open.isEmpty() && silences < NodeRefill.MOST_SILENCES && !stop.getAsBoolean()) {
                Hint hint = open.element();
                context.rateLimiter().takeSession();
                Copy copy = deliver(hint, node, context.deadlines().get());
                open.remove();
                if (copy instanceof Copy.Unknown unknown && unknown.isSilence()) {
                    hints.add(node, hint);
                    silences++;
                } else {
                    silences = 0;
                }
            }
            return open.isEmpty() && silences == 0;
        } finally {
            open.forEach(hint -> hints.add(node, hint));
        }
    }

    /** What was saved in the archive while no node was there belongs to it. */
    private @Nullable SessionRecord whole(String key, @Nullable SessionRecord copies) {
        SessionRecord waiting = archive.waiting(key);
        return copies == null || waiting == null ? copies : SessionMerge.merge(copies, waiting);
    }

    /** What the node then holds, as far as is known. */
    private Copy deliver(Hint hint, Node node, Deadline deadline) {
        Copies copies =
                new Copies(hint.key(), context.cluster().route(hint.key()).including(node));
        context.reader().readAllPatiently(copies, deadline);
        SessionRecord merged = hint.tombstone() != null ? hint.tombstone() : whole(hint.key(), copies.merged());
        boolean isAnything = copyRepair.converge(copies, merged, hint.idleTimeoutSeconds(), deadline);
        return isAnything || copies.areComplete()
                ? copies.get(node)
                : Copy.UNKNOWN; // the record may be where it cannot be read now
    }
}
