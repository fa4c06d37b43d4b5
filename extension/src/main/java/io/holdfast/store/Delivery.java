package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.Debts.Debt;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delivers to a node that came back what it is owed, tombstones before changes. Thread-safe. */
final class Delivery {

    private final CopyTools tools;
    private final Debts debts;
    private final StandIns standIns;
    private final SessionArchive archive;

    Delivery(CopyTools tools, Debts debts, StandIns standIns, SessionArchive archive) {
        this.tools = tools;
        this.debts = debts;
        this.standIns = standIns;
        this.archive = archive;
    }

    boolean isOwed(Node node) {
        return debts.isOwed(node);
    }

    /**
     * Delivers all debts to {@code node}; whatever stays undelivered, for whatever reason, is owed again.
     *
     * @return whether the node took part to the end
     */
    boolean to(Node node, BooleanSupplier stop) {
        Deque<Debt> open = debts.take(node);
        int silences = 0;
        try {
            while (!open.isEmpty() && silences < Refill.MOST_SILENCES && !stop.getAsBoolean()) {
                Debt debt = open.element();
                tools.pace().takeSession();
                Copy copy = deliver(debt, node, tools.deadlines().get());
                open.remove();
                if (copy instanceof Copy.Unknown unknown && unknown.isSilence()) {
                    debts.owe(node, debt);
                    silences++;
                } else {
                    silences = 0;
                }
            }
            return open.isEmpty() && silences == 0;
        } finally {
            open.forEach(debt -> debts.owe(node, debt));
        }
    }

    /** What was saved in the archive while no node was there belongs to it. */
    private @Nullable SessionRecord whole(String key, @Nullable SessionRecord copies) {
        SessionRecord waiting = archive.waiting(key);
        return copies == null || waiting == null ? copies : SessionMerge.merge(copies, waiting);
    }

    /** What the node then holds, as far as is known. */
    private Copy deliver(Debt debt, Node node, Deadline deadline) {
        Copies copies = new Copies(debt.key(), tools.cluster().route(debt.key()).including(node));
        tools.reader().readAllPatiently(copies, deadline);
        SessionRecord merged = debt.tombstone() != null ? debt.tombstone() : whole(debt.key(), copies.merged());
        if (merged instanceof Tombstone tombstone) {
            tools.tombstones().write(copies, tombstone, debt.idleTimeoutSeconds(), deadline);
        } else if (merged instanceof Live live && tools.lifetime().isAlive(live, copies.ttlSeconds())) {
            int left = copies.ttlSeconds().orElse(1);
            if (tools.writer().mend(copies, live, left, deadline) instanceof SaveOutcome.Stored stored) {
                standIns.dismiss(copies, stored.record(), deadline);
            }
        } else if (!copies.areComplete()) {
            return Copy.UNKNOWN; // the record may be where it cannot be read now
        }
        return copies.get(node);
    }
}
