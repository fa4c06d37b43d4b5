package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Puts the tombstone of a session on every node where a copy could be. Thread-safe. */
final class TombstoneWriter {

    private static final int MOST_ROUNDS = 8;

    private final Cluster cluster;
    private final Lifetime lifetime;
    private final Debts debts;

    TombstoneWriter(Cluster cluster, Lifetime lifetime, Debts debts) {
        this.cluster = cluster;
        this.lifetime = lifetime;
        this.debts = debts;
    }

    /**
     * What came of it.
     *
     * @param nodes how many nodes hold the tombstone
     * @param replaced whether it took the place of a copy, which among several that end one session only one sees for
     *     the last copy
     */
    record Outcome(int nodes, boolean replaced) {}

    /** Writes {@code tombstone} over whatever lies there; nodes that cannot be reached are owed it. */
    Outcome write(Copies copies, Tombstone tombstone, int idleTimeoutSeconds, Deadline deadline) {
        RecordCodec.Encoded encoded = RecordCodec.encode(copies.key(), tombstone);
        int ttl = lifetime.tombstoneSeconds(idleTimeoutSeconds);
        Set<Node> pending = new LinkedHashSet<>(copies.route().available());
        boolean replaced = false;
        int written = 0;
        for (int round = 0; round < MOST_ROUNDS && !pending.isEmpty() && !deadline.hasPassed(); round++) {
            Map<Node, Put> puts = new LinkedHashMap<>();
            for (Node node : pending) {
                long cas = copies.get(node) instanceof Copy.Held held ? held.cas() : Put.ABSENT;
                puts.put(node, new Put(copies.key(), encoded.bytes(), encoded.digest(), ttl, cas));
            }
            Map<Node, NodeReply> replies = cluster.ask(puts, deadline);
            Map<Node, Get> looks = new LinkedHashMap<>();
            for (Map.Entry<Node, NodeReply> entry : replies.entrySet()) {
                Node node = entry.getKey();
                if (entry.getValue() instanceof NodeReply.Stored done) {
                    replaced |= copies.get(node) instanceof Copy.Held held
                            && !(held.record() instanceof Tombstone)
                            && held.digest() != encoded.digest();
                    copies.put(node, new Copy.Held(tombstone, encoded.digest(), done.cas(), ttl));
                    pending.remove(node);
                    written++;
                } else if (entry.getValue() instanceof NodeReply.Miss) {
                    copies.put(node, Copy.MISSING);
                } else if (entry.getValue() instanceof NodeReply.Conflict) {
                    looks.put(node, new Get(copies.key(), false, Get.KEEP_TTL));
                }
            }
            pending.retainAll(stillWorthTrying(replies));
            look(copies, looks, deadline);
        }
        copies.route().universe().stream()
                .filter(node -> !(copies.get(node) instanceof Copy.Held held && held.digest() == encoded.digest()))
                .forEach(node -> debts.owe(node, new Debts.Debt(copies.key(), tombstone, idleTimeoutSeconds)));
        return new Outcome(written, replaced);
    }

    private static Set<Node> stillWorthTrying(Map<Node, NodeReply> replies) {
        Set<Node> nodes = new LinkedHashSet<>();
        replies.forEach((node, reply) -> {
            if (reply instanceof NodeReply.Miss || reply instanceof NodeReply.Conflict) {
                nodes.add(node);
            }
        });
        return nodes;
    }

    private void look(Copies copies, Map<Node, Get> looks, Deadline deadline) {
        if (looks.isEmpty()) {
            return;
        }
        cluster.ask(looks, deadline).forEach((node, reply) -> {
            if (reply instanceof NodeReply.Hit hit) {
                copies.put(node, new Copy.Held(null, hit.flags(), hit.cas(), hit.ttlSeconds()));
            } else {
                copies.put(node, reply instanceof NodeReply.Miss ? Copy.MISSING : Copy.UNKNOWN);
            }
        });
    }
}
