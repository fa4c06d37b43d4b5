package io.holdfast.archive;

import io.holdfast.session.ChangeCount;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StoredValue;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What records hold, apart from how many changes led to it. */
final class Records {

    private static final int BYTES_A_RECORD = 200;
    private static final int BYTES_AN_ATTRIBUTE = 120;

    private Records() {}

    /** Whether merging {@code other} into {@code record} would change nothing but counts. */
    static boolean holdsAllOf(SessionRecord record, SessionRecord other) {
        return uncounted(SessionMerge.merge(record, other)).equals(uncounted(record));
    }

    private static SessionRecord uncounted(SessionRecord record) {
        return record instanceof Live live ? live.with(ChangeCount.NONE) : record;
    }

    /** As the archive has it: with nothing unarchived. */
    static SessionRecord archived(SessionRecord record, Instant now) {
        return record instanceof Live live && live.changes().unarchived() > 0
                ? live.with(live.changes().allArchived(now))
                : record;
    }

    /** Of two records of a session all that is known; null for nothing. */
    static @Nullable SessionRecord merge(@Nullable SessionRecord a, @Nullable SessionRecord b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return SessionMerge.merge(a, b);
    }

    /** About how many bytes of memory a record takes. */
    static long bytes(@Nullable SessionRecord record) {
        if (record == null) {
            return 0;
        }
        if (record instanceof Tombstone tombstone) {
            return BYTES_A_RECORD
                    + (long) BYTES_AN_ATTRIBUTE * tombstone.successors().size();
        }
        long bytes = BYTES_A_RECORD;
        for (Map.Entry<String, StoredValue> attribute :
                ((Live) record).attributes().entrySet()) {
            bytes += BYTES_AN_ATTRIBUTE + attribute.getKey().length();
            if (attribute.getValue() instanceof StoredValue.Present present) {
                bytes += present.bytes().length;
            }
        }
        return bytes;
    }
}
