package io.holdfast.store;

import io.holdfast.SessionTooLargeException;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StoredValue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses records that are too large, and warns of those that get there: a session bean that on Weld keeps every object
 * it looked up, for example, grows with each request until it can be saved no more. Thread-safe.
 */
final class RecordSize {

    private static final System.Logger LOG = System.getLogger(RecordSize.class.getName());
    private static final int MOST_REPORTS = 100;

    private final int maxBytes;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    RecordSize(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Warns from half of the limit on, once for each attribute that is the largest of its session.
     *
     * @throws SessionTooLargeException over the limit
     */
    void check(Live record, int bytes) {
        if (bytes > maxBytes) {
            throw new SessionTooLargeException("The session's record has " + bytes + " bytes, the limit is " + maxBytes
                    + " (holdfast.max-record-size)" + largest(record) + "; put less into the session, or raise the"
                    + " setting and memcached's item size (-I) together. What was saved before is unchanged.");
        }
        if (bytes > maxBytes / 2) {
            warn(record, bytes);
        }
    }

    private void warn(Live record, int bytes) {
        String largest = largest(record);
        if (reported.size() < MOST_REPORTS && reported.add(largest.replaceAll("\\d+ bytes", ""))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session''s record has {0} bytes, more than half of the limit (holdfast.max-record-size){1}. If"
                            + " that is a bean which looks up dependent objects with Instance.get(), let it destroy"
                            + " them with Instance.destroy(): until then they are stored with it.",
                    String.valueOf(bytes),
                    largest);
        }
    }

    private static String largest(Live record) {
        return record.attributes().entrySet().stream()
                .max((one, other) -> Integer.compare(size(one), size(other)))
                .map(found -> "; its largest attribute is \"" + AttributeNames.bare(found.getKey()) + "\" with "
                        + size(found) + " bytes")
                .orElse("");
    }

    private static int size(Map.Entry<String, StoredValue> attribute) {
        return attribute.getValue() instanceof StoredValue.Present present ? present.bytes().length : 0;
    }
}
