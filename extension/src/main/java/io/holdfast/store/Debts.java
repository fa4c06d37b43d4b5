package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What could not be delivered to a node and is delivered before it is used again. Thread-safe, bounded.
 *
 * <p>With two nodes this is what keeps a change, or a logout, from being undone by the node that missed it.
 */
final class Debts {

    private static final int MOST = 10_000;

    private final Map<Node, Map<String, Debt>> owed = new ConcurrentHashMap<>();

    /**
     * One key that a node is behind with.
     *
     * @param tombstone what is owed, or null for the record as it is at delivery
     */
    record Debt(String key, @Nullable Tombstone tombstone, int idleTimeoutSeconds) {}

    /** The newest debts stay where there are too many; a tombstone is not replaced by less. */
    void owe(Node node, Debt debt) {
        owed.compute(node, (same, debts) -> {
            Map<String, Debt> all = debts == null ? new LinkedHashMap<>() : debts;
            all.merge(debt.key, debt, (old, added) -> old.tombstone == null ? added : old);
            Iterator<Debt> oldest = all.values().iterator();
            while (all.size() > MOST) {
                oldest.next();
                oldest.remove();
            }
            return all;
        });
    }

    /** Takes all debts to {@code node} out of the list. */
    List<Debt> take(Node node) {
        Map<String, Debt> debts = owed.remove(node);
        return debts == null ? List.of() : List.copyOf(debts.values());
    }
}
