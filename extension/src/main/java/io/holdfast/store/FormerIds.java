package io.holdfast.store;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.session.StampClock;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done when a session gets a new id while other requests of it are under way: each of them has opened it
 * rightfully, and what it acknowledges must be kept. A request that comes with the old id opens nothing. Thread-safe.
 */
final class FormerIds {

    private final CopyContext context;
    private final RecentSessions recent;
    private final ArchiveCoordinator archiving;
    private final StampClock stamps;
    private final Saving saving;

    /** Writes a record to all its owners. */
    interface Saving {
        SaveOutcome save(Copies copies, Live record, Set<io.holdfast.cluster.Node> only);
    }

    /**
     * What came of bringing changes to where the session went.
     *
     * @param copies those that hold it now; null if it is nowhere
     * @param isUnderWay whether the former id leads nowhere already, though not all could be done
     */
    record Forwarded(SaveOutcome outcome, @Nullable Copies copies, boolean isUnderWay) {

        Forwarded(SaveOutcome outcome, @Nullable Copies copies) {
            this(outcome, copies, false);
        }

        Forwarded underWay() {
            return new Forwarded(outcome, copies, true);
        }
    }

    FormerIds(
            CopyContext context,
            RecentSessions recent,
            ArchiveCoordinator archiving,
            StampClock stamps,
            Saving saving) {
        this.context = context;
        this.recent = recent;
        this.archiving = archiving;
        this.stamps = stamps;
        this.saving = saving;
    }

    /**
     * Ends a session, and whatever others have made of it meanwhile.
     *
     * @return whether the tombstone is on at least one node, or in the archive if no node is left
     */
    boolean end(Copies copies, int idleTimeoutSeconds) {
        return writeTombstone(copies, Tombstone.ofEnd(stamps.next()), idleTimeoutSeconds)
                        .nodes()
                > 0;
    }

    /** As {@link #end(Copies, int)}, with all ids that the session got in the place of that under {@code former}. */
    boolean end(String former, int idleTimeoutSeconds) {
        return end(
                context.reader().read(former, Get.KEEP_TTL, context.deadlines().get()), idleTimeoutSeconds);
    }

    /**
     * Brings changes to the other ids that the session got at the same time, but not to those that only took the place
     * of one under a former key: whoever knew that is led to them.
     *
     * @param changes holds nothing but what has changed
     * @return false if it is not known whether all have them
     */
    boolean share(String former, String present, Live changes, Set<String> renewals) {
        Copies copies =
                context.reader().read(former, Get.KEEP_TTL, context.deadlines().get());
        if (!(copies.merged() instanceof Tombstone tombstone)) {
            return true;
        }
        for (String sibling : tombstone.successors()) {
            if (!sibling.equals(present) && (renewals.contains(present) || !renewals.contains(sibling))) {
                SaveOutcome outcome = forwardChanges(sibling, changes, TombstoneWriter.MOST_HOPS)
                        .outcome();
                if (!outcome.isKnown()) {
                    return false;
                }
            }
        }
        return true;
    }

    private TombstoneWriter.Outcome writeTombstone(Copies copies, Tombstone tombstone, int idleTimeoutSeconds) {
        return writeTombstone(copies, tombstone, idleTimeoutSeconds, TombstoneWriter.MOST_HOPS);
    }

    private TombstoneWriter.Outcome writeTombstone(
            Copies copies, Tombstone tombstone, int idleTimeoutSeconds, int hops) {
        recent.forget(copies.key());
        copies.reroute(context.cluster());
        Deadline deadline = context.deadlines().get();
        TombstoneWriter.Outcome outcome = context.tombstones().write(copies, tombstone, idleTimeoutSeconds, deadline);
        Tombstone row = archiving.ended(copies.key(), outcome.tombstone(), idleTimeoutSeconds, deadline);
        if (row == null) {
            return outcome;
        }
        if (row.isEnd() && hops > 0 && !row.equals(outcome.tombstone())) {
            endSuccessors(row, idleTimeoutSeconds, hops - 1);
        }
        return outcome.archived(row, copies.route().available().isEmpty());
    }

    /** The archive knows of some that the nodes did not: they were made while no node was there. */
    private void endSuccessors(Tombstone former, int idleTimeoutSeconds, int hops) {
        for (String successor : former.successors()) {
            Copies copies = context.reader()
                    .read(successor, Get.KEEP_TTL, context.deadlines().get());
            writeTombstone(copies, Tombstone.ofEnd(former.stamp()), idleTimeoutSeconds, hops);
        }
    }

    /**
     * Ends a former id for the sake of the new one, under which the session is stored already. What others have saved
     * under the former id meanwhile comes over; if one of them gave the session another new id, both get all; if one of
     * them has ended it, so does the new one.
     *
     * <p>An id that only took the place of one under a former key leaves the session to any other new id: whoever knew
     * the former id is led to it, and must not be where somebody logs in.
     *
     * @param record as it is stored under the new id
     * @param renewals the keys of such ids for the former one
     * @return with the copies that hold it now, if those are others than {@code present}
     */
    Forwarded retire(Copies former, Copies present, Live record, Set<String> renewals) {
        int idle = record.idleTimeout().seconds();
        TombstoneWriter.Outcome written = writeTombstone(former, Tombstone.ofMove(stamps.next(), present.key()), idle);
        Tombstone tombstone = written.tombstone();
        if (written.nodes() == 0) {
            return new Forwarded(new SaveOutcome.NoAcknowledgement(), null);
        }
        if (tombstone.isEnd()) {
            return new Forwarded(new SaveOutcome.Ended(tombstone), null);
        }
        Live whole = written.found() == null ? record : SessionMerge.merge(record, written.found());
        return gather(tombstone, present, record, whole, renewals).underWay();
    }

    /** Brings together what others have made of the former id and what is stored under the present one. */
    private Forwarded gather(Tombstone tombstone, Copies present, Live record, Live found, Set<String> renewals) {
        int idle = record.idleTimeout().seconds();
        Live whole = found;
        SortedSet<String> siblings = new TreeSet<>(tombstone.successors());
        siblings.remove(present.key());
        boolean isRenewal = renewals.contains(present.key());
        Copies instead = null;
        for (String sibling : siblings) {
            boolean isLeft = renewals.contains(sibling);
            Forwarded forwarded = isLeft && !isRenewal
                    ? leave(sibling, present.key(), whole)
                    : forwardChanges(sibling, whole, TombstoneWriter.MOST_HOPS);
            SaveOutcome outcome = forwarded.outcome();
            if (!outcome.isKnown()) {
                return forwarded;
            }
            if (outcome instanceof SaveOutcome.Ended ended && ended.tombstone().isEnd()) {
                return new Forwarded(end(present, idle) ? ended : new SaveOutcome.NoAcknowledgement(), null);
            }
            if (outcome instanceof SaveOutcome.Stored stored) {
                whole = stored.record();
                instead = isRenewal && !isLeft ? forwarded.copies() : instead;
            }
        }
        if (instead != null) {
            return new Forwarded(leave(present.key(), instead.key(), whole).outcome(), instead);
        }
        return new Forwarded(
                whole.equals(record)
                        ? new SaveOutcome.Stored(record, present.holders().size())
                        : saving.save(present, whole, Set.of()),
                null);
    }

    /** Ends {@code key} for the sake of another; what is there comes over. */
    private Forwarded leave(String key, String other, Live record) {
        Copies copies =
                context.reader().read(key, Get.KEEP_TTL, context.deadlines().get());
        SessionRecord there = copies.merged();
        int idle = record.idleTimeout().seconds();
        TombstoneWriter.Outcome written = writeTombstone(copies, Tombstone.ofMove(stamps.next(), other), idle);
        if (written.nodes() == 0) {
            return new Forwarded(new SaveOutcome.NoAcknowledgement(), null);
        }
        if (written.tombstone().isEnd()) {
            return new Forwarded(new SaveOutcome.Ended(written.tombstone()), null);
        }
        Live whole = there instanceof Live live ? SessionMerge.merge(record, live) : record;
        whole = written.found() == null ? whole : SessionMerge.merge(whole, written.found());
        return new Forwarded(new SaveOutcome.Stored(whole, written.nodes()), null);
    }

    /**
     * Brings changes to where the session went.
     *
     * @param changes holds nothing but what has changed
     */
    Forwarded forwardChanges(Tombstone former, Live changes) {
        return forwardChanges(former, changes, TombstoneWriter.MOST_HOPS);
    }

    private Forwarded forwardChanges(Tombstone former, Live changes, int hops) {
        Forwarded result = new Forwarded(new SaveOutcome.Ended(former), null);
        if (former.isEnd() || former.successors().isEmpty()) {
            return result;
        }
        if (hops == 0) {
            return new Forwarded(new SaveOutcome.Contended(), null);
        }
        for (String successor : former.successors()) {
            Forwarded forwarded = forwardChanges(successor, changes, hops);
            if (!forwarded.outcome().isKnown()) {
                return forwarded;
            }
            boolean isEnded = forwarded.outcome() instanceof SaveOutcome.Ended;
            result = isEnded && result.copies() != null ? result : forwarded;
        }
        return result;
    }

    private Forwarded forwardChanges(String key, Live changes, int hops) {
        Copies copies =
                context.reader().read(key, Get.KEEP_TTL, context.deadlines().get());
        SessionRecord there = copies.merged();
        if (there instanceof Live live && copies.areTrusted()) {
            Live wanted = SessionMerge.merge(live, changes);
            SaveOutcome outcome = saving.save(copies, wanted, Set.of());
            if (!(outcome instanceof SaveOutcome.Ended ended)) {
                return new Forwarded(outcome, copies);
            }
            there = ended.tombstone();
        }
        if (there instanceof Tombstone tombstone) {
            return forwardChanges(tombstone, changes, hops - 1);
        }
        return new Forwarded(
                there == null && copies.noneCanHide() ? gone() : new SaveOutcome.NoAcknowledgement(), null);
    }

    /** It is not there any more, though nobody is known to have ended it. */
    private static SaveOutcome gone() {
        return new SaveOutcome.Ended(new Tombstone(Stamp.ZERO, false, new TreeSet<>(), 0));
    }
}
