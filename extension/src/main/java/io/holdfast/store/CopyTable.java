package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What each node is known to hold, for the handful of nodes that one session may lie on: a few places in a row, as a
 * request makes several of them. Not thread-safe.
 */
final class CopyTable {

    private static final int USUALLY_MOST = 4;

    private Node[] nodes;
    private Copy[] copies;
    private long wasHeld; // a bit for each place
    private int size;

    CopyTable() {
        nodes = new Node[USUALLY_MOST];
        copies = new Copy[USUALLY_MOST];
    }

    private CopyTable(CopyTable other) {
        nodes = other.nodes.clone();
        copies = other.copies.clone();
        wasHeld = other.wasHeld;
        size = other.size;
    }

    CopyTable copy() {
        return new CopyTable(this);
    }

    private int place(Node node) {
        for (int i = 0; i < size; i++) {
            if (nodes[i].equals(node)) {
                return i;
            }
        }
        return -1;
    }

    boolean isKnown(Node node) {
        return place(node) >= 0;
    }

    Copy get(Node node) {
        int place = place(node);
        return place < 0 ? Copy.UNKNOWN : copies[place];
    }

    void put(Node node, Copy copy) {
        int place = place(node);
        if (place < 0) {
            place = size++;
            if (place == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * place);
                copies = Arrays.copyOf(copies, 2 * place);
            }
            nodes[place] = node;
        }
        copies[place] = copy;
        if (copy instanceof Copy.Held) {
            wasHeld |= 1L << place;
        } else if (copy instanceof Copy.Garbage) {
            wasHeld &= ~(1L << place); // it only looked like a copy as long as its value was not asked for
        }
    }

    /** How many nodes something is known of. */
    int size() {
        return size;
    }

    Node node(int place) {
        return nodes[place];
    }

    /** Whether the node at {@code place} was seen to hold a copy, also if it kept silent when asked for more. */
    boolean wasHeld(int place) {
        return (wasHeld >> place & 1) == 1;
    }

    boolean anyMatch(Predicate<Copy> what) {
        for (int i = 0; i < size; i++) {
            if (what.test(copies[i])) {
                return true;
            }
        }
        return false;
    }

    /** See {@link Copies#letGoOfOld}. */
    void letGoOfOld(long nowMillis) {
        boolean isAnyBelieved = false;
        boolean isAnyOld = false;
        for (int i = 0; i < size; i++) {
            if (copies[i] instanceof Copy.Held held && held.record() instanceof SessionRecord.Live live) {
                boolean isBelieved = live.validity().isBelievedAt(nowMillis);
                isAnyBelieved |= isBelieved;
                isAnyOld |= !isBelieved;
            }
        }
        for (int i = 0; i < size && isAnyBelieved && isAnyOld; i++) {
            if (copies[i] instanceof Copy.Held held
                    && held.record() instanceof SessionRecord.Live live
                    && !live.validity().isBelievedAt(nowMillis)) {
                put(nodes[i], new Copy.Garbage(held.cas()));
            }
        }
    }

    /** All records seen, merged; null if none was. */
    @Nullable
    SessionRecord merged() {
        SessionRecord merged = null;
        for (int i = 0; i < size; i++) {
            if (copies[i] instanceof Copy.Held held && held.record() != null) {
                merged = merged == null ? held.record() : SessionMerge.merge(merged, held.record());
            }
        }
        return merged;
    }

    /** The most time to live that any copy had left, which is that of the last access. */
    OptionalInt ttlSeconds() {
        OptionalInt most = OptionalInt.empty();
        for (int i = 0; i < size; i++) {
            if (copies[i] instanceof Copy.Held held && held.ttlSeconds() >= most.orElse(Integer.MIN_VALUE)) {
                most = OptionalInt.of(held.ttlSeconds());
            }
        }
        return most;
    }

    /** Whether all copies seen are equal, and there is one. */
    boolean areEqual() {
        Copy.Held first = null;
        for (int i = 0; i < size; i++) {
            if (copies[i] instanceof Copy.Held held) {
                if (first != null && first.digest() != held.digest()) {
                    return false;
                }
                first = held;
            }
        }
        return first != null;
    }
}
