package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.SessionRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Asks nodes for their copies. Thread-safe. */
final class CopyReader {

    private static final System.Logger LOG = System.getLogger(CopyReader.class.getName());

    private final Cluster cluster;
    private final Counters counters;
    private final Happenings happenings;

    CopyReader(Cluster cluster, Counters counters, Happenings happenings) {
        this.cluster = cluster;
        this.counters = counters;
        this.happenings = happenings;
    }

    /**
     * Reads as little as tells a session whose copies agree: the value from the first owner, from the others their
     * digests; where they do not agree, the values of all nodes that can be asked.
     */
    Copies read(String key, int ttlSeconds, Deadline deadline) {
        return read(new Copies(key, cluster.route(key)), ttlSeconds, deadline);
    }

    /** As {@link #read(String, int, Deadline)}, into {@code copies} of which nothing is known, by their route. */
    Copies read(Copies copies, int ttlSeconds, Deadline deadline) {
        Map<Node, NodeRequest.Get> first = new LinkedHashMap<>();
        for (Node owner : copies.route().owners()) {
            first.put(owner, new NodeRequest.Get(copies.key(), first.isEmpty(), ttlSeconds));
        }
        ask(copies, first, deadline);
        if (copies.route().owners().size() < copies.route().copies() || !copies.agree() || copies.merged() == null) {
            readAll(copies, ttlSeconds, deadline);
        }
        return copies;
    }

    /** Asks every node of the universe that can be asked, but for those whose record is known already. */
    void readAll(Copies copies, int ttlSeconds, Deadline deadline) {
        reread(
                copies,
                copies.route().available().stream()
                        .filter(node -> !copies.isKnown(node)
                                || (copies.get(node) instanceof Copy.Held held && held.record() == null))
                        .toList(),
                ttlSeconds,
                deadline);
    }

    /** Asks these nodes for what they hold now. */
    void reread(Copies copies, Collection<Node> nodes, int ttlSeconds, Deadline deadline) {
        Map<Node, NodeRequest.Get> requests = new LinkedHashMap<>();
        nodes.forEach(node -> requests.put(node, new NodeRequest.Get(copies.key(), true, ttlSeconds)));
        if (!requests.isEmpty()) {
            ask(copies, requests, deadline);
        }
    }

    private void ask(Copies copies, Map<Node, NodeRequest.Get> requests, Deadline deadline) {
        cluster.ask(requests, deadline).forEach((node, reply) -> {
            Copy before = copies.get(node);
            Copy now = understand(copies.key(), node, reply);
            // the first look already told the last access; this one comes after its own touch
            copies.put(
                    node,
                    before instanceof Copy.Held earlier && now instanceof Copy.Held held
                            ? new Copy.Held(held.record(), held.digest(), held.cas(), earlier.ttlSeconds())
                            : now);
        });
    }

    private Copy understand(String key, Node node, NodeReply reply) {
        if (reply instanceof NodeReply.Miss) {
            return Copy.MISSING;
        }
        if (!(reply instanceof NodeReply.Hit hit)) {
            return Copy.UNKNOWN;
        }
        byte[] value = hit.value();
        if (value == null) {
            return new Copy.Held(null, hit.flags(), hit.cas(), hit.ttlSeconds());
        }
        try {
            SessionRecord record = RecordCodec.decode(key, value);
            return new Copy.Held(record, RecordCodec.digestOf(value), hit.cas(), hit.ttlSeconds());
        } catch (RecordUnreadableException e) {
            counters.unreadable.increment();
            happenings.unreadable(
                    node, e.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Node {0} holds a record that cannot be read ({1}); it is left as it is and counts as no answer",
                    node.name(),
                    e.reason());
            return Copy.UNREADABLE;
        }
    }
}
