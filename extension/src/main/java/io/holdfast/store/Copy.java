package io.holdfast.store;

import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/** What a unit of work knows of one node's copy. */
sealed interface Copy {

    /**
     * The node has the record.
     *
     * @param record null if only its digest was asked for
     * @param fingerprint of the key under which it is sealed; of no meaning without the record
     * @param ttlSeconds left when it was read, before it was touched
     */
    record Held(@Nullable SessionRecord record, int digest, int fingerprint, long cas, int ttlSeconds) implements Copy {

        /** The record as it was just stored. */
        static Held stored(SessionRecord record, RecordCodec.Encoded encoded, long cas, int ttlSeconds) {
            return new Held(record, encoded.digest(), encoded.fingerprint(), cas, ttlSeconds);
        }

        /** This, of which {@code earlier} told the last access: it comes after a touch of our own. */
        Held lastTouched(Held earlier) {
            return new Held(record, digest, fingerprint, cas, earlier.ttlSeconds);
        }

        /** What was only asked for its digest. */
        static Held unread(int digest, long cas, int ttlSeconds) {
            return new Held(null, digest, 0, cas, ttlSeconds);
        }
    }

    /**
     * The node holds something under the key that none of our servers wrote, or wrote so long ago that it is none any
     * more: no copy, and no word on whether there ever was one.
     */
    record Garbage(long cas) implements Copy {}

    /** The node answered that it has none. */
    record Missing() implements Copy {}

    /** Neither a copy nor its absence. */
    record Unknown(Reason reason) implements Copy {

        /** Whether the node said nothing at all. */
        boolean isSilence() {
            return reason != Reason.UNREADABLE;
        }
    }

    /** Why it is not known what a node holds. */
    enum Reason {
        /** It was not asked, or what it holds has changed since. */
        NOT_ASKED,
        /** It has not answered yet. */
        LATE,
        /** It could not be reached, or did not answer in time. */
        NO_ANSWER,
        /** What it holds cannot be read, or it refused to tell. */
        UNREADABLE
    }

    Missing MISSING = new Missing();
    Unknown UNKNOWN = new Unknown(Reason.NOT_ASKED);
    Unknown UNREADABLE = new Unknown(Reason.UNREADABLE);
}
