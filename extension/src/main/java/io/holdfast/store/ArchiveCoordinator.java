package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StampClock;
import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the engine and the archive meet: what is handed to the archive, when, and what comes back. Thread-safe. */
final class ArchiveCoordinator {

    /** When a change is to be in the archive. */
    enum When {
        /** Before the save returns: it must not be lost. */
        AT_ONCE,
        /** As many changes or as much time later as the settings allow; before the save returns if it is the first. */
        IN_TIME,
        /**
         * As {@link #IN_TIME} if the session is there already, or changes as often as others do in several requests, or
         * lies on fewer nodes than it should; else not before its browser comes back.
         */
        IF_IT_STAYS
    }

    private final SessionArchive archive;
    private final CopyContext context;
    private final ChangeSequencer sequencer;
    private final StoreEvents events;
    private final Counters counters;
    private final RecentSessions recent;
    private final InstantSource time;
    private final ArchiveDoubts doubts;

    ArchiveCoordinator(
            SessionArchive archive,
            CopyContext context,
            StampClock stamps,
            StoreEvents events,
            Counters counters,
            RecentSessions recent,
            InstantSource time) {
        this.archive = archive;
        this.context = context;
        this.sequencer = new ChangeSequencer(stamps.writer());
        this.events = events;
        this.counters = counters;
        this.recent = recent;
        this.time = time;
        this.doubts = new ArchiveDoubts(archive, context.cluster(), time);
    }

    boolean isEnabled() {
        return archive.isEnabled();
    }

    /** Makes a save, with one more change counted if there is an archive. */
    SaveOutcome counting(String key, Live record, Function<Live, SaveOutcome> save) {
        if (!archive.isEnabled()) {
            return save.apply(record);
        }
        ChangeSequencer.Change change = sequencer.next(key, record.changes());
        boolean made = false;
        try {
            SaveOutcome outcome =
                    save.apply(record.with(record.changes().with(change.writer(), change.number(), time.instant())));
            made = !(outcome instanceof SaveOutcome.Contended);
            return outcome;
        } finally {
            sequencer.done(key, change, made);
        }
    }

    /**
     * What came of a save, with the archive's part in it: a session that is new to it, or that has changed in what must
     * not be lost, is in the archive when this returns, or the deadline has passed. If no node is left at all the
     * archive takes the nodes' place.
     *
     * @param when the change is to be there
     */
    SaveOutcome saved(Copies copies, Live wanted, SaveOutcome outcome, When when, Deadline deadline) {
        if (!archive.isEnabled()) {
            return outcome;
        }
        return outcome.match(
                stored -> {
                    boolean isWhole = stored.copies() >= copies.route().copies();
                    if (when != When.IF_IT_STAYS || !isWhole || isArchivedOrBusy(stored.record())) {
                        hand(copies.key(), stored.record(), when, deadline);
                    }
                    return stored;
                },
                ended -> ended,
                () -> outcome,
                () -> copies.route().available().isEmpty() ? instead(copies, wanted, deadline) : outcome);
    }

    private boolean isArchivedOrBusy(Live record) {
        return record.changes().isInArchive() || record.changes().unarchived() > archive.maxLostChanges();
    }

    private void hand(String key, Live record, When when, Deadline deadline) {
        int ttl = lifeOf(record);
        if (when == When.AT_ONCE || !record.changes().isInArchive()) {
            archive.write(key, record, ttl, left(deadline));
        } else {
            archive.saved(key, record, ttl);
        }
    }

    private SaveOutcome instead(Copies copies, Live wanted, Deadline deadline) {
        int idleTimeout = wanted.idleTimeout().seconds();
        SessionRecord row = archive.write(copies.key(), wanted, lifeOf(wanted), left(deadline));
        if (row == null) {
            return new SaveOutcome.NoAcknowledgement();
        }
        if (row instanceof Tombstone tombstone) {
            return new SaveOutcome.Ended(tombstone);
        }
        copies.route()
                .preferred()
                .forEach(node -> context.hints().add(node, new Hints.Hint(copies.key(), null, idleTimeout)));
        return new SaveOutcome.Stored((Live) row, 0);
    }

    /**
     * Archives the end of a session, or of its former id.
     *
     * @return what the archive holds now; null if it has not got it
     */
    @Nullable
    Tombstone ended(String key, Tombstone tombstone, int idleTimeoutSeconds, Deadline deadline) {
        int ttl = context.timeToLive().tombstoneSeconds(tombstone, idleTimeoutSeconds, time.millis());
        return archive.write(key, tombstone, ttl, left(deadline)) instanceof Tombstone row ? row : null;
    }

    /** As {@link ArchiveDoubts#of}. */
    ArchiveDoubts.Doubt doubt(String key, Live record, RecentSessions.@Nullable Use before) {
        return doubts.of(key, record, before);
    }

    /**
     * What the archive tells of a session that the nodes do not have or cannot tell of.
     *
     * @param held what they have
     */
    Finding find(String key, @Nullable SessionRecord held, Deadline deadline) {
        RecentSessions.Use use = recent.get(key);
        boolean isInUse = use != null && !use.isOver(time.millis());
        Finding finding = archive.find(key, held != null || isInUse ? Trace.SEEN : Trace.NONE, left(deadline));
        if (!(finding instanceof Finding.Unknown)) {
            doubts.asked(key);
        }
        return finding;
    }

    /**
     * A session was read on the nodes.
     *
     * @param isUse whether its browser came; a look does not make a visit more than that
     * @param idleSeconds for how long it had not been used; 0 if this is a use
     */
    void seen(String key, Live record, boolean isUse, int idleSeconds) {
        if (archive.isEnabled() && (isUse || record.changes().isInArchive())) {
            int left = lifeOf(record) - idleSeconds;
            archive.seen(key, record, Math.max(1, left));
        }
    }

    /** The browser of a session uses it once more: from now on the archive is to have it. Does not wait for that. */
    void cameBack(String key, Live record) {
        if (archive.isEnabled() && !record.changes().isInArchive()) {
            archive.write(key, record, lifeOf(record), Duration.ZERO);
        }
    }

    /** A save is known to be stored of which that was in doubt before. */
    void stored(String key, Live record) {
        if (archive.isEnabled()) {
            archive.saved(key, record, lifeOf(record));
        }
    }

    /** A session in use was sealed anew; its row is too, as it is believed no longer than it was sealed for. */
    void renewed(String key, Live record) {
        if (archive.isEnabled() && record.changes().isInArchive()) {
            archive.write(key, record, lifeOf(record), Duration.ZERO);
        }
    }

    /** A session came back from the archive. */
    void restored() {
        counters.restored.increment();
        events.restored(archive.maxLostChanges());
    }

    /** For how many seconds it lives if nobody asks for it. */
    private static int lifeOf(Live record) {
        return TimeToLive.unusedSeconds(record.idleTimeout().seconds());
    }

    private static Duration left(Deadline deadline) {
        return Duration.ofNanos(deadline.remainingNanos());
    }

    /** A session is served from the archive, for want of nodes, and lives on. */
    void used(String key, Live record, int leftSeconds) {
        int ttl = lifeOf(record);
        if (leftSeconds < ttl / 2) {
            archive.write(key, record, ttl, Duration.ZERO);
        }
    }
}
