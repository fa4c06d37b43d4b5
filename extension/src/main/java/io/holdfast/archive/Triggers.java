package io.holdfast.archive;

import io.holdfast.session.ChangeCount;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.util.concurrent.TimeUnit;

/** Decides when a session is due to be archived. Thread-safe. */
final class Triggers {

    /** Before every moment: what a request waits for goes first. */
    static final long FIRST = -1;

    /** Where a record comes from. */
    enum Handover {
        /** Saved in this process. */
        SAVED,
        /** Read in this process, and changed in another one, which goes first. */
        SEEN,
        /** Waited for. */
        WRITTEN
    }

    private final ArchiveSettings settings;
    private final Moments moments;

    Triggers(ArchiveSettings settings, Moments moments) {
        this.settings = settings;
        this.moments = moments;
    }

    /** When a record that was handed over now is to be written. */
    long due(Handover handover, SessionRecord record) {
        if (handover == Handover.WRITTEN) {
            return FIRST;
        }
        if (!(record instanceof Live live)) {
            return moments.now();
        }
        if (handover == Handover.SEEN) {
            return whenOld(live.changes(), 2 * settings.interval().toMillis());
        }
        return live.changes().unarchived() >= settings.every()
                ? moments.now()
                : whenOld(live.changes(), settings.interval().toMillis());
    }

    /** The clock that tells the age may be another machine's: it moves this moment by {@code age} at most. */
    private long whenOld(ChangeCount changes, long age) {
        long now = moments.instant().toEpochMilli();
        long oldest = Math.max(now - age, Math.min(now, changes.oldestMillis()));
        return moments.now() + TimeUnit.MILLISECONDS.toNanos(oldest + age - now);
    }
}
