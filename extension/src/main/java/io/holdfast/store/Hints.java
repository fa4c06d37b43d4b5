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
final class Hints {

    private static final int MOST = 10_000;

    private final Map<Node, NodeHints> hints = new HashMap<>(); // guarded by this

    /**
     * One key that a node is behind with.
     *
     * @param tombstone what it missed, or null for the record as it is at delivery
     */
    record Hint(String key, @Nullable Tombstone tombstone, int idleTimeoutSeconds) {

        /** Both, of one key. */
        private Hint and(Hint later) {
            return tombstone != null && later.tombstone != null
                    ? new Hint(key, SessionMerge.merge(tombstone, later.tombstone), later.idleTimeoutSeconds)
                    : later;
        }
    }

    /** The hints for one node, the oldest first. */
    private static final class NodeHints {
        private final Map<String, Hint> ends = new LinkedHashMap<>();
        private final Map<String, Hint> changes = new LinkedHashMap<>();

        void add(Hint hint) {
            if (hint.tombstone != null) {
                changes.remove(hint.key);
                ends.merge(hint.key, hint, Hint::and);
            } else if (!ends.containsKey(hint.key)) {
                changes.put(hint.key, hint);
            }
            if (ends.size() + changes.size() > MOST) {
                Iterator<Hint> oldest =
                        (changes.isEmpty() ? ends : changes).values().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        Deque<Hint> all() {
            Deque<Hint> all = new ArrayDeque<>(ends.values());
            all.addAll(changes.values());
            return all;
        }
    }

    /** The newest hints stay if there are too many, tombstones before changes; one is not replaced by less. */
    synchronized void add(Node node, Hint hint) {
        hints.computeIfAbsent(node, same -> new NodeHints()).add(hint);
    }

    /** Whether there is anything for {@code node}. */
    synchronized boolean existFor(Node node) {
        return hints.containsKey(node);
    }

    /** Takes all hints for {@code node} out, tombstones first; what is not delivered must be added again. */
    synchronized Deque<Hint> take(Node node) {
        NodeHints own = hints.remove(node);
        return own == null ? new ArrayDeque<>() : own.all();
    }
}
