package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.Route;
import io.holdfast.session.SessionRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work knows of all copies of one session. Not thread-safe.
 *
 * <p>Loops, not streams: each request asks a dozen of these questions.
 */
final class Copies {

    private final String key;
    private Route route;
    private final CopyTable known;

    Copies(String key, Route route) {
        this(key, route, new CopyTable());
    }

    private Copies(String key, Route route, CopyTable known) {
        this.key = key;
        this.route = route;
        this.known = known;
    }

    /** The same, for other work beside this one: with one of both each would take the other's writes for its own. */
    Copies apart() {
        return new Copies(key, route, known.copy());
    }

    String key() {
        return key;
    }

    Route route() {
        return route;
    }

    /** Goes by the nodes' present health from now on; what is known of the copies stays. */
    void reroute(Cluster cluster) {
        route = cluster.reroute(route);
    }

    void put(Node node, Copy copy) {
        known.put(node, copy);
    }

    /**
     * Lets go of old states beside one that is believed: somebody put them back, and what was removed since may be in
     * them.
     */
    void letGoOfOld(long nowMillis) {
        known.letGoOfOld(nowMillis);
    }

    Copy get(Node node) {
        return known.get(node);
    }

    /** What a write that replaces what the node holds has to be compared with. */
    OptionalLong casOf(Node node) {
        Copy copy = get(node);
        if (copy instanceof Copy.Held held) {
            return OptionalLong.of(held.cas());
        }
        return copy instanceof Copy.Garbage garbage ? OptionalLong.of(garbage.cas()) : NodeRequest.Put.ABSENT;
    }

    boolean isKnown(Node node) {
        return known.isKnown(node);
    }

    /** Whether the node holds the record of that digest. */
    boolean holds(Node node, int digest) {
        return get(node) instanceof Copy.Held held && held.digest() == digest;
    }

    /** Says which record it is that the node holds, of which only the digest was asked. */
    void supply(Node node, SessionRecord record, int fingerprint) {
        if (get(node) instanceof Copy.Held held && held.record() == null) {
            put(node, new Copy.Held(record, held.digest(), fingerprint, held.cas(), held.ttlSeconds()));
        }
    }

    boolean isLate(Node node) {
        return get(node) instanceof Copy.Unknown unknown && unknown.reason() == Copy.Reason.LATE;
    }

    private boolean isHeld(Node node) {
        return get(node) instanceof Copy.Held;
    }

    private boolean isUnknown(Node node) {
        return get(node) instanceof Copy.Unknown;
    }

    /** Whether it is known of every node what it holds, be it garbage. */
    boolean areComplete() {
        return !NodeLists.any(route.candidates(), this::isUnknown);
    }

    private boolean hasSpoken(Node node) {
        Copy copy = get(node);
        return copy instanceof Copy.Garbage ? isGarbageAbsence() : !(copy instanceof Copy.Unknown);
    }

    /**
     * Whether garbage counts as there being no copy, or as silence. Else whoever writes garbage to the nodes locks
     * users out for as long as it lies there, while who deletes only logs them out.
     */
    private boolean isGarbageAbsence() {
        List<Node> candidates = route.candidates();
        int garbage = NodeLists.count(candidates, node -> get(node) instanceof Copy.Garbage);
        return garbage >= Math.min(route.copies(), candidates.size())
                && !NodeLists.any(candidates, node -> isUnknown(node) || route.mayBeStale(node));
    }

    /**
     * Whether the node told what counts: that a node has no copy says nothing if it may have lost it, or never got it.
     */
    private boolean hasAnswered(Node node) {
        return hasSpoken(node) && !(get(node) instanceof Copy.Missing && route.mayBeStale(node));
    }

    private int answers() {
        return NodeLists.count(route.candidates(), this::hasAnswered);
    }

    /** Whether fewer nodes gave no answer than a session has copies, so that none can be hiding. */
    boolean noneCanHide() {
        for (int i = 0; i < known.size(); i++) {
            if (known.wasHeld(i) && !hasSpoken(known.node(i))) {
                return false;
            }
        }
        int candidates = route.candidates().size();
        return candidates - answers() < Math.min(route.copies(), candidates);
    }

    /**
     * Whether no answer still to come could tell of a change that was acknowledged: those that are here and those that
     * acknowledged it have a node in common, as long as faults do not overlap. An owner that has no copy tells nothing
     * here, nor does what others may have kept from an earlier fault: the copy of the one owner may be evicted, and the
     * other owner slow.
     */
    boolean suffice() {
        return NodeLists.any(route.owners(), node -> get(node) instanceof Copy.Held held && held.record() != null)
                && noneCanHide()
                && answers() >= Math.min(route.copies(), route.available().size());
    }

    /**
     * Whether one of the first owners has told nothing that was not down by {@code before}, or the only one holds none.
     */
    boolean mayHideInHandoff(Route before) {
        return (route.copies() == 1 && merged() == null)
                || NodeLists.any(
                        before.preferred(),
                        node -> isUnknown(node) && before.available().contains(node));
    }

    /** Those of the first owners that told what they hold, in preference order. */
    List<Node> ownersHeard() {
        return NodeLists.those(route.preferred(), node -> !isUnknown(node));
    }

    /**
     * Whether it is more than the word of nodes that may have missed what came after: of one that was away, or of too
     * few while others keep silent that nothing is known against.
     */
    boolean areTrusted() {
        if (NodeLists.any(route.available(), this::isSilent)
                && !(NodeLists.any(route.owners(), this::isHeld) && noneCanHide())) {
            return false;
        }
        List<Node> candidates = route.candidates();
        return NodeLists.count(candidates, this::hasSpoken) >= Math.min(2, candidates.size())
                || NodeLists.any(candidates, node -> hasSpoken(node) && !route.mayBeStale(node));
    }

    /** Available nodes that were asked and said nothing. */
    List<Node> silent() {
        return NodeLists.those(route.available(), this::isSilent);
    }

    private boolean isSilent(Node node) {
        return known.isKnown(node)
                && get(node) instanceof Copy.Unknown unknown
                && unknown.isSilence()
                && unknown.reason() != Copy.Reason.NOT_ASKED;
    }

    /**
     * Whether there is no session: no node can be hiding a copy, and none that could answer has yet to, for if nodes
     * evict there may be fewer copies than there should be.
     */
    boolean areAbsent() {
        return merged() == null && areAll();
    }

    /** Whether nothing else can come to light of this session on any node. */
    boolean areAll() {
        return noneCanHide() && !NodeLists.any(route.available(), this::isSilent);
    }

    /** Whether each owner told what it holds. */
    boolean areOwnersHeard() {
        return !NodeLists.any(route.owners(), this::isUnknown);
    }

    /** Whether it can be told what became of the session. */
    boolean areConclusive() {
        SessionRecord merged = merged();
        return merged == null ? areAbsent() : merged instanceof SessionRecord.Tombstone || areTrusted();
    }

    /** All records seen, merged; null if none was. */
    @Nullable
    SessionRecord merged() {
        return known.merged();
    }

    /**
     * The fingerprint of the key under which the copies hold just this record: the first in preference order counts, so
     * that all servers choose the same. Empty if none of them holds it.
     */
    OptionalInt sealedUnder(SessionRecord record) {
        Optional<Copy.Held> held = heldAs(record);
        return held.isPresent() ? OptionalInt.of(held.get().fingerprint()) : OptionalInt.empty();
    }

    /** The first copy in preference order that is just this record; empty if none is. */
    Optional<Copy.Held> heldAs(SessionRecord record) {
        for (Node node : route.candidates()) {
            if (get(node) instanceof Copy.Held held && record.equals(held.record())) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** The most time to live that any copy had left, which is that of the last access. */
    OptionalInt ttlSeconds() {
        return known.ttlSeconds();
    }

    /** Available nodes that hold a copy, in preference order. */
    List<Node> holders() {
        return NodeLists.those(route.available(), this::isHeld);
    }

    /** The nodes that hold a copy, a bit for each place in the order of preference. */
    int places() {
        int places = 0;
        for (int place = 0; place < Math.min(Integer.SIZE, route.candidates().size()); place++) {
            if (isHeld(route.candidates().get(place))) {
                places |= 1 << place;
            }
        }
        return places;
    }

    /** Whether some node holds what cannot be read. */
    boolean isUnreadable() {
        return known.anyMatch(copy -> copy.equals(Copy.UNREADABLE) || copy instanceof Copy.Garbage);
    }

    /** Whether every owner holds a copy, as many as wanted and reachable, and all copies seen are equal. */
    boolean agree() {
        return NodeLists.count(route.owners(), this::isHeld) == route.owners().size() && known.areEqual();
    }

    /** Whether a copy is missing or differs as far as is known; the copy of a late node is taken to be well. */
    boolean needRepair() {
        return !known.areEqual() || NodeLists.any(route.owners(), node -> !isLate(node) && !isHeld(node));
    }
}
