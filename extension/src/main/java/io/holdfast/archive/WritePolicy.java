package io.holdfast.archive;

import io.holdfast.session.ChangeCount;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.util.concurrent.TimeUnit;

/** Decides when a session is due to be archived. Thread-safe. */
final class WritePolicy {

    /** Before every moment: what a request waits for goes first. */
    static final long FIRST = -1;

    /** Where a record comes from. */
    enum Source {
        /** Saved in this process. */
        SAVED,
        /** Read in this process, and changed in another one, which goes first. */
        SEEN,
        /** Waited for. */
        WRITTEN
    }

    private final ArchiveSettings settings;
    private final MonotonicClock clock;

    WritePolicy(ArchiveSettings settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** When a record that was handed over now is to be written. */
    long due(Source source, SessionRecord record) {
        if (source == Source.WRITTEN) {
            return FIRST;
        }
        if (!(record instanceof Live live)) {
            return clock.now();
        }
        if (source == Source.SEEN) {
            return whenOld(live.changes(), 2 * settings.interval().toMillis());
        }
        return live.changes().unarchived() >= settings.every()
                ? clock.now()
                : whenOld(live.changes(), settings.interval().toMillis());
    }

    /** The clock that tells the age may be another machine's: it moves this moment by {@code age} at most. */
    private long whenOld(ChangeCount changes, long age) {
        long now = clock.instant().toEpochMilli();
        long oldest = Math.max(now - age, Math.min(now, changes.oldestMillis()));
        return clock.now() + TimeUnit.MILLISECONDS.toNanos(oldest + age - now);
    }
}
