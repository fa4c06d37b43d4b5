package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What could not be delivered to a node and is delivered before it is used again. Thread-safe, bounded.
 *
 * <p>With two nodes this is what keeps a change, or a logout, from being undone by the node that missed it.
 */
final class Debts {

    private static final int MOST = 10_000;

    private final Map<Node, Owed> owed = new HashMap<>(); // guarded by this

    /**
     * One key that a node is behind with.
     *
     * @param tombstone what is owed, or null for the record as it is at delivery
     */
    record Debt(String key, @Nullable Tombstone tombstone, int idleTimeoutSeconds) {

        /** Both, of one key. */
        private Debt and(Debt later) {
            return tombstone != null && later.tombstone != null
                    ? new Debt(key, SessionMerge.merge(tombstone, later.tombstone), later.idleTimeoutSeconds)
                    : later;
        }
    }

    /** What one node is owed, the oldest first. */
    private static final class Owed {
        private final Map<String, Debt> ends = new LinkedHashMap<>();
        private final Map<String, Debt> changes = new LinkedHashMap<>();

        void add(Debt debt) {
            if (debt.tombstone != null) {
                changes.remove(debt.key);
                ends.merge(debt.key, debt, Debt::and);
            } else if (!ends.containsKey(debt.key)) {
                changes.put(debt.key, debt);
            }
            if (ends.size() + changes.size() > MOST) {
                Iterator<Debt> oldest =
                        (changes.isEmpty() ? ends : changes).values().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        Deque<Debt> all() {
            Deque<Debt> all = new ArrayDeque<>(ends.values());
            all.addAll(changes.values());
            return all;
        }
    }

    /** The newest debts stay where there are too many, tombstones before changes; one is not replaced by less. */
    synchronized void owe(Node node, Debt debt) {
        owed.computeIfAbsent(node, same -> new Owed()).add(debt);
    }

    /** Whether anything is owed to {@code node}. */
    synchronized boolean isOwed(Node node) {
        return owed.containsKey(node);
    }

    /** Takes all debts to {@code node} out of the list, tombstones first; what is not delivered must be owed again. */
    synchronized Deque<Debt> take(Node node) {
        Owed debts = owed.remove(node);
        return debts == null ? new ArrayDeque<>() : debts.all();
    }
}
