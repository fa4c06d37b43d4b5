package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.Route;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a unit of work knows of all copies of one session. Not thread-safe. */
final class Copies {

    private final String key;
    private Route route;
    private final Map<Node, Copy> known = new HashMap<>();
    /** The nodes that were seen to hold a copy, also if they kept silent when asked for more. */
    private final Set<Node> holding = new HashSet<>();

    Copies(String key, Route route) {
        this.key = key;
        this.route = route;
    }

    /** The same, for other work beside this one: with one of both each would take the other's writes for its own. */
    Copies apart() {
        Copies apart = new Copies(key, route);
        apart.known.putAll(known);
        apart.holding.addAll(holding);
        return apart;
    }

    String key() {
        return key;
    }

    Route route() {
        return route;
    }

    /** Goes by another view of the nodes' health from now on; what is known of the copies stays. */
    void reroute(Route now) {
        route = now;
    }

    void put(Node node, Copy copy) {
        known.put(node, copy);
        if (copy instanceof Copy.Held) {
            holding.add(node);
        } else if (copy instanceof Copy.Garbage) {
            holding.remove(node); // it only looked like a copy as long as its value was not asked for
        }
    }

    /**
     * Lets go of old states beside one that is believed: somebody put them back, and what was removed since may be in
     * them.
     */
    void letGoOfOld(long nowMillis) {
        boolean isAnyBelieved = known.values().stream()
                .anyMatch(copy -> copy instanceof Copy.Held held
                        && held.record() instanceof SessionRecord.Live live
                        && live.validity().isBelievedAt(nowMillis));
        if (isAnyBelieved) {
            Map.copyOf(known).forEach((node, copy) -> {
                if (copy instanceof Copy.Held held
                        && held.record() instanceof SessionRecord.Live live
                        && !live.validity().isBelievedAt(nowMillis)) {
                    put(node, new Copy.Garbage(held.cas()));
                }
            });
        }
    }

    Copy get(Node node) {
        return known.getOrDefault(node, Copy.UNKNOWN);
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
        return known.containsKey(node);
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

    /** Whether it is known of every node what it holds, be it garbage. */
    boolean areComplete() {
        return route.candidates().stream().noneMatch(node -> get(node) instanceof Copy.Unknown);
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
        long garbage = candidates.stream()
                .filter(node -> get(node) instanceof Copy.Garbage)
                .count();
        return garbage >= Math.min(route.copies(), candidates.size())
                && candidates.stream().noneMatch(node -> get(node) instanceof Copy.Unknown || route.mayBeStale(node));
    }

    /**
     * Whether the node told what counts: that a node has no copy says nothing if it may have lost it, or never got it.
     */
    private boolean hasAnswered(Node node) {
        return hasSpoken(node) && !(get(node) instanceof Copy.Missing && route.mayBeStale(node));
    }

    private int answers() {
        return (int) route.candidates().stream().filter(this::hasAnswered).count();
    }

    /** Whether fewer nodes gave no answer than a session has copies, so that none can be hiding. */
    boolean noneCanHide() {
        int candidates = route.candidates().size();
        return holding.stream().allMatch(this::hasSpoken)
                && candidates - answers() < Math.min(route.copies(), candidates);
    }

    /**
     * Whether no answer still to come could tell of a change that was acknowledged: those that are here and those that
     * acknowledged it have a node in common, as long as faults do not overlap. An owner that has no copy tells nothing
     * here, nor does what others may have kept from an earlier fault: the copy of the one owner may be evicted, and the
     * other owner slow.
     */
    boolean suffice() {
        return route.owners().stream().anyMatch(node -> get(node) instanceof Copy.Held held && held.record() != null)
                && noneCanHide()
                && answers() >= Math.min(route.copies(), route.available().size());
    }

    /**
     * Whether it is more than the word of nodes that may have missed what came after: of one that was away, or of too
     * few while others keep silent that nothing is known against.
     */
    boolean areTrusted() {
        boolean isOwnersWord = route.owners().stream().anyMatch(node -> get(node) instanceof Copy.Held);
        if (!silent().isEmpty() && !(isOwnersWord && noneCanHide())) {
            return false;
        }
        List<Node> speakers =
                route.candidates().stream().filter(this::hasSpoken).toList();
        return speakers.size() >= Math.min(2, route.candidates().size())
                || speakers.stream().anyMatch(node -> !route.mayBeStale(node));
    }

    /** Available nodes that were asked and said nothing. */
    List<Node> silent() {
        return route.available().stream()
                .filter(node -> known.get(node) instanceof Copy.Unknown unknown
                        && unknown.isSilence()
                        && unknown.reason() != Copy.Reason.NOT_ASKED)
                .toList();
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
        return noneCanHide() && silent().isEmpty();
    }

    /** Whether each owner told what it holds. */
    boolean areOwnersHeard() {
        return route.owners().stream().noneMatch(node -> get(node) instanceof Copy.Unknown);
    }

    /** Whether it can be told what became of the session. */
    boolean areConclusive() {
        SessionRecord merged = merged();
        return merged == null ? areAbsent() : merged instanceof SessionRecord.Tombstone || areTrusted();
    }

    /** All records seen, merged; null if none was. */
    @Nullable
    SessionRecord merged() {
        SessionRecord merged = null;
        for (Copy copy : known.values()) {
            if (copy instanceof Copy.Held held && held.record() != null) {
                merged = merged == null ? held.record() : SessionMerge.merge(merged, held.record());
            }
        }
        return merged;
    }

    /**
     * The fingerprint of the key under which the copies hold just this record: the first in preference order counts, so
     * that all servers choose the same. Empty if none of them holds it.
     */
    OptionalInt sealedUnder(SessionRecord record) {
        return heldAs(record).stream().mapToInt(Copy.Held::fingerprint).findFirst();
    }

    /** The first copy in preference order that is just this record; empty if none is. */
    Optional<Copy.Held> heldAs(SessionRecord record) {
        return route.candidates().stream()
                .map(this::get)
                .filter(Copy.Held.class::isInstance)
                .map(Copy.Held.class::cast)
                .filter(held -> record.equals(held.record()))
                .findFirst();
    }

    /** The most time to live that any copy had left, which is that of the last access. */
    OptionalInt ttlSeconds() {
        return known.values().stream()
                .filter(Copy.Held.class::isInstance)
                .mapToInt(copy -> ((Copy.Held) copy).ttlSeconds())
                .max();
    }

    /** Available nodes that hold a copy, in preference order. */
    List<Node> holders() {
        return route.available().stream()
                .filter(node -> get(node) instanceof Copy.Held)
                .toList();
    }

    /** The one node on which an atomic change is decided: the first that holds a copy. */
    Set<Node> arbiter() {
        return holders().stream().findFirst().map(Set::of).orElse(Set.of());
    }

    /** The nodes that hold a copy, a bit for each place in the order of preference. */
    int places() {
        int places = 0;
        for (int place = 0; place < Math.min(Integer.SIZE, route.candidates().size()); place++) {
            if (get(route.candidates().get(place)) instanceof Copy.Held) {
                places |= 1 << place;
            }
        }
        return places;
    }

    /** Whether some node holds what cannot be read. */
    boolean isUnreadable() {
        return known.values().stream().anyMatch(copy -> copy.equals(Copy.UNREADABLE) || copy instanceof Copy.Garbage);
    }

    /** Whether every owner holds a copy, as many as wanted and reachable, and all copies seen are equal. */
    boolean agree() {
        return route.owners().stream().allMatch(node -> get(node) instanceof Copy.Held) && areEqual();
    }

    /** Whether a copy is missing or differs as far as is known; the copy of a late node is taken to be well. */
    boolean needRepair() {
        return !areEqual() || !route.owners().stream().allMatch(node -> isLate(node) || get(node) instanceof Copy.Held);
    }

    private boolean areEqual() {
        return known.values().stream()
                        .filter(Copy.Held.class::isInstance)
                        .map(copy -> ((Copy.Held) copy).digest())
                        .distinct()
                        .count()
                == 1;
    }
}
