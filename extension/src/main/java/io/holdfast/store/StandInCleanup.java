package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Delete;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Does away with copies on nodes that stood in for others, once those have it all. Left where it is such a copy grows
 * old, and would be all that is found should both owners die at once. Thread-safe.
 *
 * <p>By a delete with the CAS token: what has been written there meanwhile stays.
 */
final class StandInCleanup {

    private final CopyContext context;

    StandInCleanup(CopyContext context) {
        this.context = context;
    }

    /** Reads what lies on nodes that nothing is known of yet. */
    void look(Copies copies, Deadline deadline) {
        List<Node> unread = copies.route().available().stream()
                .filter(node -> !copies.isKnown(node))
                .toList();
        context.reader().reread(copies, unread, Get.KEEP_TTL, deadline);
    }

    /**
     * To be called when the copies are known as they are now, and nothing of them that {@code record} lacks. Takes away
     * nothing unless all those first in the order hold it; what cannot be taken away now is tried again with the next
     * delivery to the first of them.
     */
    void remove(Copies copies, Live record, Deadline deadline) {
        List<Node> candidates = copies.route().candidates();
        List<Node> preferred = copies.route().preferred();
        if (!copies.route().available().containsAll(preferred)) {
            return;
        }
        Map<Node, Delete> deletes = new LinkedHashMap<>();
        for (Node node : candidates.subList(preferred.size(), candidates.size())) {
            if (copies.get(node) instanceof Copy.Held held && !(held.record() instanceof Tombstone)) {
                deletes.put(node, new Delete(copies.key(), held.cas()));
            }
        }
        if (!deletes.isEmpty() && !(allHold(copies, preferred, record) && delete(copies, deletes, deadline))) {
            context.hints()
                    .add(
                            preferred.get(0),
                            new Hints.Hint(
                                    copies.key(), null, record.idleTimeout().seconds()));
        }
    }

    private boolean allHold(Copies copies, List<Node> preferred, Live record) {
        int digest = context.codec().encode(copies, record).digest();
        return preferred.stream().allMatch(node -> copies.holds(node, digest));
    }

    private boolean delete(Copies copies, Map<Node, Delete> deletes, Deadline deadline) {
        Map<Node, NodeReply> replies = context.cluster().ask(deletes, deadline);
        replies.forEach((node, reply) -> {
            if (reply instanceof NodeReply.Deleted || reply instanceof NodeReply.Miss) {
                copies.put(node, Copy.MISSING);
            }
        });
        return deletes.keySet().stream().allMatch(node -> copies.get(node).equals(Copy.MISSING));
    }
}
