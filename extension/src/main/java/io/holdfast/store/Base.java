package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StoredValue;
import java.util.Optional;

/**
 * A record as it is known to be stored, with what is known of its copies: one thing, swapped at once. Nobody changes
 * the copies; who writes takes them {@link Copies#apart}.
 */
final class Base {

    private final Live record;
    private final Copies copies;
    private final Optional<Copy.Held> held;

    Base(Live record, Copies copies) {
        this.record = record;
        this.copies = copies;
        this.held = copies.heldAs(record);
    }

    Live record() {
        return record;
    }

    Copies copies() {
        return copies;
    }

    /** Whether flags can tell that a node holds the record. */
    boolean isRecognisable() {
        return held.isPresent();
    }

    /**
     * Supplies the record for the first node that told by flags and CAS that it still holds it, as if that had sent it.
     * Flags alone were turned down: whoever damages a copy can leave them as they are.
     */
    void supply(Copies fresh) {
        if (held.isEmpty()) {
            return;
        }
        Copy.Held known = held.get();
        for (Node node : fresh.route().candidates()) {
            if (isUnchanged(fresh, node, known.digest())) {
                fresh.supply(node, record, known.fingerprint());
                return;
            }
        }
    }

    private boolean isUnchanged(Copies fresh, Node node, int digest) {
        return fresh.holds(node, digest)
                && copies.holds(node, digest)
                && copies.casOf(node).equals(fresh.casOf(node));
    }

    /** About how many bytes the attributes have. */
    int bytes() {
        int bytes = 0;
        for (StoredValue value : record.attributes().values()) {
            bytes += value instanceof StoredValue.Present present ? present.bytes().length : 0;
        }
        return bytes;
    }
}
