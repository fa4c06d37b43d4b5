package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.Route;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks nodes for their copies. Thread-safe. */
final class CopyReader {

    private final Cluster cluster;
    private final CopyOpener opener;
    private final LongSupplier now;

    /** @param now in milliseconds since 1970, as servers agree on it */
    CopyReader(Cluster cluster, CopyOpener opener, LongSupplier now) {
        this.cluster = cluster;
        this.opener = opener;
        this.now = now;
    }

    /**
     * Reads as little as tells a session whose copies agree: the value from the first owner, from the others their
     * digests; if they do not agree, the values of all nodes that can be asked.
     */
    Copies read(String key, OptionalInt ttlSeconds, Deadline deadline) {
        return read(key, Known.NOTHING, ttlSeconds, deadline);
    }

    /** As {@link #read(String, OptionalInt, Deadline)}, without a value if the copies are as {@code known}. */
    Copies read(String key, Known known, OptionalInt ttlSeconds, Deadline deadline) {
        Copies copies = new Copies(key, known.route(key, cluster));
        read(copies, known, ttlSeconds, deadline, cluster::askWithoutStragglers);
        return copies;
    }

    /** As {@link #read}, but waits for every node as long as for any. */
    Copies readPatiently(String key, OptionalInt ttlSeconds, Deadline deadline) {
        return readPatiently(new Copies(key, cluster.route(key)), ttlSeconds, deadline);
    }

    /** As {@link #readPatiently(String, OptionalInt, Deadline)}, into {@code copies} of which nothing is known. */
    Copies readPatiently(Copies copies, OptionalInt ttlSeconds, Deadline deadline) {
        read(copies, Known.NOTHING, ttlSeconds, deadline, cluster::ask);
        return copies;
    }

    /** As {@link #readPatiently}, from every candidate node that can be asked. */
    void readAllPatiently(Copies copies, Deadline deadline) {
        readAll(copies, NodeRequest.Get.KEEP_TTL, deadline, cluster::ask);
    }

    /**
     * What this server knows of a record before it asks.
     *
     * @param isLikelyOld whether another server wrote it before the last look too: then a look without the value would
     *     cost a round trip more
     */
    record Known(@Nullable Base base, boolean isLikelyOld) {

        static final Known NOTHING = new Known(null, false);

        /** The order of nodes for a key is worth not to be computed at each request. */
        Route route(String key, Cluster cluster) {
            return base != null && base.copies().key().equals(key)
                    ? cluster.reroute(base.copies().route())
                    : cluster.route(key);
        }

        boolean isValueWanted() {
            return base == null || isLikelyOld || !base.isRecognisable();
        }
    }

    private interface Asking {
        Map<Node, NodeReply> ask(Map<Node, NodeRequest.Get> requests, Deadline deadline);
    }

    private void read(Copies copies, Known known, OptionalInt ttlSeconds, Deadline deadline, Asking asking) {
        Route before = copies.route();
        Optional<Node> valueFrom = before.valueSource();
        Map<Node, NodeRequest.Get> first = new LinkedHashMap<>();
        for (Node owner : copies.route().owners()) {
            boolean withValue = known.isValueWanted() && owner.equals(valueFrom.orElse(null));
            first.put(owner, new NodeRequest.Get(copies.key(), withValue, ttlSeconds));
        }
        note(copies, asking.ask(first, deadline));
        if (known.base() != null) {
            known.base().supply(copies);
        }
        boolean isFirstUnread =
                valueFrom.isPresent() && copies.get(valueFrom.get()) instanceof Copy.Held held && held.record() == null;
        if (isFirstUnread && copies.agree()) {
            note(copies, asking.ask(gets(copies, valueFrom.stream().toList(), ttlSeconds), deadline));
        }
        if (copies.route().owners().size() < copies.route().copies()
                || !copies.agree()
                || copies.merged() == null
                || !copies.areTrusted()) {
            readAll(copies, ttlSeconds, deadline, asking);
            insist(copies, ttlSeconds, deadline);
            askOwnersAgain(copies, before, ttlSeconds, deadline);
        }
    }

    /**
     * Asks those that keep silent again, until what is known suffices, they are taken for down or the time is over. If
     * several nodes are silent at once it is most likely this process that was held up.
     */
    private void insist(Copies copies, OptionalInt ttlSeconds, Deadline deadline) {
        for (List<Node> silent = silent(copies);
                !silent.isEmpty() && !copies.areConclusive() && !deadline.hasPassed();
                silent = silent(copies)) {
            reread(copies, silent, ttlSeconds, deadline);
            if (!copies.areConclusive()) {
                cluster.pause(deadline);
            }
        }
    }

    private List<Node> silent(Copies copies) {
        copies.reroute(cluster);
        return copies.silent();
    }

    /**
     * Asks every candidate node that can be asked, but for those whose record is known already. Those that are late are
     * waited for only if the others' answers do not suffice, and then as long as any node.
     */
    private void readAll(Copies copies, OptionalInt ttlSeconds, Deadline deadline, Asking asking) {
        List<Node> unread = NodeLists.those(
                copies.route().available(),
                node -> !copies.isKnown(node) || (copies.get(node) instanceof Copy.Held held && held.record() == null));
        note(copies, asking.ask(gets(copies, unread, ttlSeconds), deadline));
        if (!copies.suffice()) {
            reread(copies, NodeLists.those(copies.route().available(), copies::isLate), ttlSeconds, deadline);
        }
    }

    /**
     * Asks the first owners again that have answered, if another one has not, or if the only one holds nothing. Hinted
     * handoff brings an owner what it missed, and takes it from the stand-in then: an answer from before that and one
     * from after it tell nothing of it. To leave a stand-in's copy for as long as any request may take was turned down:
     * it would outlive the server that is to delete it.
     *
     * @param before the route when the first were asked: of a node that was known to be down nothing was expected
     */
    private void askOwnersAgain(Copies copies, Route before, OptionalInt ttlSeconds, Deadline deadline) {
        if (copies.mayHideInHandoff(before)) {
            reread(copies, copies.ownersHeard(), ttlSeconds, deadline);
        }
    }

    /** Asks these nodes for what they hold now. */
    void reread(Copies copies, Collection<Node> nodes, OptionalInt ttlSeconds, Deadline deadline) {
        note(copies, cluster.ask(gets(copies, nodes, ttlSeconds), deadline));
    }

    /** {@link SessionMerge#mergeUnlessOld} at present. */
    SessionRecord mergeUnlessOld(SessionRecord wanted, SessionRecord there) {
        return SessionMerge.mergeUnlessOld(wanted, there, now.getAsLong());
    }

    private static Map<Node, NodeRequest.Get> gets(Copies copies, Collection<Node> nodes, OptionalInt ttlSeconds) {
        Map<Node, NodeRequest.Get> requests = new LinkedHashMap<>();
        nodes.forEach(node -> requests.put(node, new NodeRequest.Get(copies.key(), true, ttlSeconds)));
        return requests;
    }

    private void note(Copies copies, Map<Node, NodeReply> replies) {
        replies.forEach((node, reply) -> {
            Copy before = copies.get(node);
            Copy there = opener.understand(copies.key(), node, reply);
            // the first look already told the last access; this one comes after its own touch
            copies.put(
                    node,
                    before instanceof Copy.Held earlier && there instanceof Copy.Held held
                            ? held.lastTouched(earlier)
                            : there);
        });
        copies.letGoOfOld(now.getAsLong());
    }
}
