package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session outside of its row.
 *
 * @param ttlSeconds how long it lives if it is not used again; 0 or less if its time is over
 */
record Known(SessionRecord record, int ttlSeconds) {

    /** All that either knows; null for nothing. */
    static @Nullable Known merge(@Nullable Known a, @Nullable Known b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new Known(SessionMerge.merge(a.record, b.record), Math.max(a.ttlSeconds, b.ttlSeconds));
    }

    boolean isEnded() {
        return record instanceof Tombstone;
    }
}
