package io.holdfast.store;

import io.holdfast.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/** What a unit of work knows of one node's copy. */
sealed interface Copy {

    /**
     * The node has the record.
     *
     * @param record null where only its digest was asked for
     * @param ttlSeconds left when it was read, before it was touched
     */
    record Held(@Nullable SessionRecord record, int digest, long cas, int ttlSeconds) implements Copy {}

    /** The node answered that it has none. */
    record Missing() implements Copy {}

    /**
     * The node could not be asked, did not answer, or holds what cannot be read: neither a copy nor its absence.
     *
     * @param unreadable whether it holds what cannot be read
     */
    record Unknown(boolean unreadable) implements Copy {}

    Missing MISSING = new Missing();
    Unknown UNKNOWN = new Unknown(false);
    Unknown UNREADABLE = new Unknown(true);
}
