package io.holdfast.store;

import io.holdfast.SessionTooLargeException;
import io.holdfast.bounded.WarnOnce;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StoredValue;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Refuses records that are too large, and warns of those that get there: a session bean that on Weld keeps every object
 * it looked up, for example, grows with each request until it can be saved no more. Thread-safe.
 */
final class RecordSize {

    private static final System.Logger LOG = System.getLogger(RecordSize.class.getName());
    private static final int MOST_REPORTS = 100;

    private final int maxBytes;
    private final ToIntFunction<Node> mostOf;
    private final WarnOnce reported = new WarnOnce(MOST_REPORTS);

    /** @param mostOf how many bytes a node takes now */
    RecordSize(int maxBytes, ToIntFunction<Node> mostOf) {
        this.maxBytes = maxBytes;
        this.mostOf = mostOf;
    }

    /** How large a record may be, and where that is set. */
    private record Limit(int bytes, String setting) {}

    /**
     * Is to be asked before anything is sent, for a node that finds an item too large has dropped the old one already.
     * Warns from half of the limit on, once for each attribute that is the largest of its session.
     *
     * @throws SessionTooLargeException over the limit
     */
    void check(Live record, int bytes, Collection<Node> targets) {
        Limit limit = limit(targets);
        if (bytes > limit.bytes) {
            throw new SessionTooLargeException("The session's record has " + bytes + " bytes, the limit is "
                    + limit.bytes + " (" + limit.setting + ")" + largest(record) + "; put less into the session, or"
                    + " raise holdfast.max-record-size and memcached's item size (-I) together. What was saved before"
                    + " is unchanged.");
        }
        if (bytes > limit.bytes / 2) {
            warn(record, bytes, limit);
        }
    }

    private Limit limit(Collection<Node> targets) {
        Limit limit = new Limit(maxBytes, "holdfast.max-record-size");
        for (Node node : targets) {
            int most = mostOf.applyAsInt(node);
            if (most < limit.bytes) {
                limit = new Limit(most, "the item size of node " + node.name() + ", memcached's option -I");
            }
        }
        return limit;
    }

    private void warn(Live record, int bytes, Limit limit) {
        String largest = largest(record);
        if (reported.isNew(largest.replaceAll("\\d+ bytes", ""))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session''s record has {0} bytes, more than half of the limit ({2}){1}. If"
                            + " that is a bean which looks up dependent objects with Instance.get(), let it destroy"
                            + " them with Instance.destroy(): until then they are stored with it.",
                    String.valueOf(bytes),
                    largest,
                    limit.setting);
        }
    }

    private static String largest(Live record) {
        return record.attributes().entrySet().stream()
                .max((one, other) -> Integer.compare(size(one), size(other)))
                .map(found -> "; its largest attribute is \"" + AttributeKinds.bare(found.getKey()) + "\" with "
                        + size(found) + " bytes")
                .orElse("");
    }

    private static int size(Map.Entry<String, StoredValue> attribute) {
        return attribute.getValue() instanceof StoredValue.Present present ? present.bytes().length : 0;
    }
}
