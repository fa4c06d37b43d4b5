package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Tombstone;
import org.jspecify.annotations.Nullable;

/**
 * A session's record, of a row or of what waits for one, and its time.
 *
 * @param secondsLeft how long the session lives if it is not used again, not negative
 */
record TimedRecord(SessionRecord record, int secondsLeft) {

    TimedRecord {
        secondsLeft = Math.max(0, secondsLeft);
    }

    /** All that either tells; null for nothing. */
    static @Nullable TimedRecord merge(@Nullable TimedRecord a, @Nullable TimedRecord b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new TimedRecord(SessionMerge.merge(a.record, b.record), Math.max(a.secondsLeft, b.secondsLeft));
    }

    boolean isEnded() {
        return record instanceof Tombstone;
    }

    /** Whether it is of a session that has not ended, but was not used for too long. */
    boolean isTimedOut() {
        return !isEnded() && secondsLeft == 0;
    }
}
