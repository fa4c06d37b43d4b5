package io.holdfast.store;

import io.holdfast.bounded.WarnOnce;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.RecordUnreadableException.Reason;
import io.holdfast.session.SessionRecord;
import java.util.Locale;

/** Makes a copy of what a node answers, believing only what is authentic. Thread-safe. */
final class CopyOpener {

    private static final System.Logger LOG = System.getLogger(CopyOpener.class.getName());

    private static final int MOST_REPORTS = 1_000;

    private final RecordCodec codec;
    private final StrangeKeys strangeKeys;
    private final Counters counters;
    private final StoreEvents events;
    private final WarnOnce reported = new WarnOnce(MOST_REPORTS);

    CopyOpener(RecordCodec codec, StrangeKeys strangeKeys, Counters counters, StoreEvents events) {
        this.codec = codec;
        this.strangeKeys = strangeKeys;
        this.counters = counters;
        this.events = events;
    }

    Copy understand(String key, Node node, NodeReply reply) {
        if (reply instanceof NodeReply.Miss) {
            return Copy.MISSING;
        }
        if (reply instanceof NodeReply.NoAnswer none) {
            boolean isLate = none.cause() == NodeReply.Cause.LATE;
            return new Copy.Unknown(isLate ? Copy.Reason.LATE : Copy.Reason.NO_ANSWER);
        }
        return reply instanceof NodeReply.Hit hit ? open(key, node, hit) : Copy.UNREADABLE;
    }

    private Copy open(String key, Node node, NodeReply.Hit hit) {
        byte[] value = hit.value();
        if (value == null) {
            return Copy.Held.unread(hit.flags(), hit.cas(), ttlSeconds(hit));
        }
        SessionRecord record;
        try {
            record = codec.decode(key, value);
        } catch (RecordUnreadableException e) {
            return unreadable(node, hit, e.reason(), isGarbage(e));
        }
        int digest = Seal.digestOf(value);
        return digest == hit.flags()
                ? new Copy.Held(record, digest, Seal.fingerprintOf(value), hit.cas(), ttlSeconds(hit))
                : unreadable(node, hit, Reason.FORGED, true); // whoever asks for the flags only is told another state
    }

    /** None of ours is without: it was put there by somebody else, and does not prolong a session's life. */
    static int ttlSeconds(NodeReply.Hit hit) {
        return hit.ttlSeconds().orElse(0);
    }

    private boolean isGarbage(RecordUnreadableException e) {
        return e.reason() == Reason.UNKNOWN_KEY
                ? strangeKeys.isNobodys(e.fingerprint())
                : e.reason().isGarbage();
    }

    private Copy unreadable(Node node, NodeReply.Hit hit, Reason reason, boolean isGarbage) {
        String cause = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        counters.unreadable.increment();
        events.unreadable(node, cause);
        if (reported.isNew(node.name() + cause)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Node {0} holds a record that is not believed ({1}); {2}. This is logged once; "
                            + "SessionStore.statistics counts all",
                    node.name(),
                    cause,
                    isGarbage
                            ? "it is written over if another node holds the session, and else counts as none"
                            : "it is left as it is and counts as no answer");
        }
        return isGarbage ? new Copy.Garbage(hit.cas()) : Copy.UNREADABLE;
    }
}
