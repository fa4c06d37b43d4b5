package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.cluster.RendezvousPlacement;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks into the nodes from outside, whatever state they are in. */
final class NodeInspector {

    private final Map<Node, FakeNode> nodes = new LinkedHashMap<>();
    private final RendezvousPlacement placement;
    private final Map<Integer, SessionRecord> decoded = new HashMap<>();
    private final Map<String, List<FakeNode>> orders = new HashMap<>();
    private final List<Put> sent = new ArrayList<>();
    private final Set<Put> refused = Collections.newSetFromMap(new IdentityHashMap<>());

    NodeInspector(List<FakeNode> nodes) {
        nodes.forEach(node -> this.nodes.put(node.node(), node));
        this.placement = new RendezvousPlacement(List.copyOf(this.nodes.keySet()));
    }

    private List<FakeNode> order(String key) {
        return orders.computeIfAbsent(
                key, same -> placement.order(key).stream().map(nodes::get).toList());
    }

    private @Nullable SessionRecord record(FakeNode node, String key) {
        return node.holds(key) instanceof NodeReply.Hit hit
                ? decoded.computeIfAbsent(hit.flags(), digest -> decode(key, Objects.requireNonNull(hit.value())))
                : null;
    }

    private static SessionRecord decode(String key, byte[] value) {
        try {
            return TestKeys.NODES.decode(key, value);
        } catch (RecordUnreadableException e) {
            throw new Violation("a node holds what cannot be read", e);
        }
    }

    /** Fails where something that users rely on is on no node any more. */
    void check(Guarantees guarantees) {
        if (guarantees.state() != Guarantees.State.LIVE) {
            return;
        }
        List<SessionRecord> records = order(guarantees.key).stream()
                .map(node -> record(node, guarantees.key))
                .filter(Objects::nonNull)
                .toList();
        if (records.stream().anyMatch(record -> isKept(guarantees, record))) {
            return;
        }
        SessionRecord merged = records.stream().reduce(SessionMerge::merge).orElse(null);
        if (!isKept(guarantees, merged)) {
            throw new Violation("no node holds any more what was acknowledged or seen; they hold "
                    + (merged == null ? "nothing" : Trace.shown(merged)));
        }
    }

    private static boolean isKept(Guarantees guarantees, @Nullable SessionRecord record) {
        return record instanceof Live live && guarantees.isKeptBy(live);
    }

    /** A server has sent this to a node. */
    void sent(Put put) {
        sent.add(put);
    }

    /** What came of it: a change that came too late is on no node. */
    void answered(Put put, NodeReply answer) {
        if (answer instanceof NodeReply.Conflict) {
            refused.add(put);
        }
    }

    /** What was sent to nodes as that attribute, under any of these keys. */
    List<StoredValue> sent(Predicate<String> keys, String attribute) {
        return values(put -> keys.test(put.key()), attribute);
    }

    /** Of these what was not refused. */
    List<StoredValue> taken(Predicate<String> keys, String attribute) {
        return values(put -> keys.test(put.key()) && !refused.contains(put), attribute);
    }

    private List<StoredValue> values(Predicate<Put> puts, String attribute) {
        return sent.stream()
                .filter(puts)
                .map(put -> decoded.computeIfAbsent(put.flags(), digest -> decode(put.key(), put.value())))
                .map(record -> record instanceof Live live ? live.attributes().get(attribute) : null)
                .filter(Objects::nonNull)
                .toList();
    }

    static Set<Integer> marks(@Nullable StoredValue stored) {
        return marksIn(stored instanceof StoredValue.Present present ? present.bytes() : null);
    }

    static Set<Integer> marksIn(byte @Nullable [] cart) {
        if (cart == null) {
            return Set.of();
        }
        try {
            return Cart.in(SimulatedServer.VALUES.decode(cart)).marks();
        } catch (UnreadableValueException e) {
            throw new Violation("a cart that is stored cannot be read", e);
        }
    }

    /** Whether as many nodes as there should be copies hold this state of an attribute or a later one. */
    boolean isOnAllCopies(String key, String attribute, Stamp stamp) {
        return isOnAllCopies(key, attribute, value -> !stamp.isAfter(value.stamp()));
    }

    /** Whether that many hold a cart with this mark. */
    boolean isMarkOnAllCopies(String key, String attribute, int mark) {
        return isOnAllCopies(key, attribute, value -> marks(value).contains(mark));
    }

    private boolean isOnAllCopies(String key, String attribute, Predicate<StoredValue> state) {
        return order(key).stream()
                        .filter(node -> record(node, key) instanceof Live live
                                && live.attributes().get(attribute) != null
                                && state.test(live.attributes().get(attribute)))
                        .count()
                >= SimulatedServer.COPIES;
    }

    /** Whether the loss of any node would harm this session no longer. */
    boolean isWhole(Guarantees guarantees) {
        List<FakeNode> order = order(guarantees.key);
        List<SessionRecord> records =
                order.stream().map(node -> record(node, guarantees.key)).toList();
        // servers that know of an end do not ask again, so they do not mend what a restarted node lost of it
        boolean isEnded = guarantees.state() == Guarantees.State.ENDED
                || (guarantees.state() == Guarantees.State.ENDING
                        && records.stream().anyMatch(Tombstone.class::isInstance));
        if (isEnded) {
            return guarantees.isLeftToNobody() || records.stream().noneMatch(Live.class::isInstance);
        }
        SessionRecord first = records.get(0);
        boolean kept = first instanceof Live ? isKept(guarantees, first) : guarantees.state() != Guarantees.State.LIVE;
        boolean standInsLeft =
                records.subList(SimulatedServer.COPIES, records.size()).stream().anyMatch(Live.class::isInstance);
        return kept && first != null && first.equals(records.get(1)) && !standInsLeft;
    }

    /** For whoever reads a trace: what lies where. */
    String shown(Guarantees guarantees) {
        StringBuilder text = new StringBuilder(guarantees.key.substring(0, 8) + " " + guarantees.state());
        for (FakeNode node : order(guarantees.key)) {
            SessionRecord record = record(node, guarantees.key);
            text.append(' ').append(node.node().name()).append(' ').append(record == null ? "-" : Trace.shown(record));
        }
        return text.toString();
    }
}
