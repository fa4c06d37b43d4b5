package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.StampClock;
import java.time.Instant;
import java.util.Set;

/** Writes what a unit of work has made of a session, to the nodes and to the archive. Thread-safe. */
final class SessionWriter {

    private final CopyContext context;
    private final ArchiveCoordinator archiving;
    private final RecentSessions recent;
    private final NegativeCache negativeCache;
    private final RepairQueue repairs;
    private final Counters counters;
    private final StampClock stamps;

    SessionWriter(
            CopyContext context,
            ArchiveCoordinator archiving,
            RecentSessions recent,
            NegativeCache negativeCache,
            RepairQueue repairs,
            Counters counters,
            StampClock stamps) {
        this.context = context;
        this.archiving = archiving;
        this.recent = recent;
        this.negativeCache = negativeCache;
        this.repairs = repairs;
        this.counters = counters;
        this.stamps = stamps;
    }

    /**
     * Writes a record that was read as {@code base}, sealed for longer if that is due, and without what would only
     * gather.
     *
     * @param only as in {@link CopyWriter#save}
     * @param when the archive is to have it
     * @param deadline of the save
     */
    SaveOutcome write(
            Copies copies, Live base, Live changed, Set<Node> only, ArchiveCoordinator.When when, Deadline deadline) {
        long forgettable =
                context.timeToLive().forgettableSeconds(changed.idleTimeout().seconds());
        Live wanted = renewedIfDue(changed)
                .withoutTracesBefore(Instant.ofEpochMilli(stamps.ownMillis()).minusSeconds(forgettable));
        SaveOutcome outcome = write(copies, wanted, only, when, deadline);
        if (outcome instanceof SaveOutcome.Stored stored
                && stored.record().validity().untilMillis() > base.validity().untilMillis()) {
            archiving.renewed(copies.key(), stored.record());
        }
        return outcome;
    }

    /** As {@link #write(Copies, Live, Live, Set, ArchiveCoordinator.When, Deadline)}, just what is wanted. */
    SaveOutcome write(Copies copies, Live wanted, Set<Node> only, ArchiveCoordinator.When when, Deadline deadline) {
        copies.reroute(context.cluster()); // the request may be an old one
        return noted(
                copies,
                archiving.counting(
                        copies.key(),
                        wanted,
                        counted -> archiving.saved(
                                copies,
                                counted,
                                context.writer().save(copies, counted, only, deadline),
                                when,
                                deadline)));
    }

    /**
     * Brings what was found on some node to all owners. If that is a change of which it was in doubt whether any node
     * has it, whoever is told of it may rely on it then.
     */
    SaveOutcome spread(Copies copies, Live found, Deadline deadline) {
        copies.reroute(context.cluster());
        SaveOutcome outcome = noted(copies, context.writer().save(copies, found, Set.of(), deadline));
        if (outcome instanceof SaveOutcome.Stored stored) {
            archiving.stored(copies.key(), stored.record());
        }
        return outcome;
    }

    private SaveOutcome noted(Copies copies, SaveOutcome outcome) {
        return outcome.match(
                stored -> {
                    recent.used(copies, stored.record().idleTimeout().seconds());
                    (stored.copies() < copies.route().copies() ? counters.degraded : counters.saved).increment();
                    return stored;
                },
                ended -> {
                    forget(copies.key(), ended.tombstone().isEnd());
                    return ended;
                },
                () -> failed(outcome),
                () -> failed(outcome));
    }

    private SaveOutcome failed(SaveOutcome outcome) {
        counters.failed.increment();
        return outcome;
    }

    /** A session has ended, or is at least no more under this key. */
    void forget(String key, boolean isEnded) {
        recent.forget(key);
        if (isEnded) {
            negativeCache.ended(key);
        }
    }

    /** Sees to copies that were read and not written: repairs them, or seals them anew if that is due. */
    void repair(Copies copies, Live record) {
        Live renewed = renewedIfDue(record);
        if (!renewed.equals(record)) {
            repairs.renew(copies, renewed);
        } else if (copies.needRepair()) {
            repairs.repair(copies, record);
        }
    }

    /** Sealed for longer, if it would else not be believed to the end of its idle timeout. */
    private Live renewedIfDue(Live record) {
        long now = stamps.millis();
        return context.timeToLive().isRenewalDue(record, now)
                ? context.timeToLive().renewed(record, now)
                : record;
    }
}
