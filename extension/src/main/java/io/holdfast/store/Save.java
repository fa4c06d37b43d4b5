package io.holdfast.store;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionTooLargeException;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One commit, or the end, of a session: under the session's save lock. Who has waited for another's write compares
 * after it, and pays for nothing that the other one has stored. Not thread-safe.
 */
final class Save {

    private final UnitContext with;
    private final UnitOfWork unit;
    private final LiveSession live;
    private final LiveTable table;
    private final BoundedEncodingRetries retries;

    Save(UnitContext with, LiveSession live, UnitOfWork unit) {
        this.with = with;
        this.unit = unit;
        this.live = live;
        this.table = live.table();
        this.retries = with.encodingRetries();
    }

    /** @param only as in {@link CopyWriter#save} */
    SaveOutcome run(Set<Node> only) {
        if (live.hasEnded()) {
            return ended();
        }
        return switch (live.saveLock().acquire(with.cluster(), with.deadline())) {
            case ALREADY_HELD -> nothing();
            case TIMED_OUT -> new SaveOutcome.NoAcknowledgement();
            case ACQUIRED -> {
                try {
                    yield live.hasEnded() ? ended() : write(only);
                } finally {
                    live.saveLock().release();
                }
            }
        };
    }

    /** Whether there is anything to write, as far as can be told without asking. */
    boolean isDue() {
        if (live.saveLock().acquire(with.cluster(), with.deadline()) != SaveLock.Acquisition.ACQUIRED) {
            return false;
        }
        try {
            return !live.hasEnded() && table.base() != null && (!compare().isEmpty() || table.isTimeoutSet());
        } finally {
            live.saveLock().release();
        }
    }

    private SaveOutcome ended() {
        return new SaveOutcome.Ended(Tombstone.ofEnd(with.stamps().next()));
    }

    private SaveOutcome nothing() {
        Base base = table.known().base();
        return new SaveOutcome.Stored(base.record(), base.copies().holders().size());
    }

    private SaveOutcome write(Set<Node> only) {
        List<AttributeChange> changes = compare();
        try {
            return write(changes, only);
        } catch (SessionTooLargeException e) {
            List<AttributeChange> own = table.giveUpOthers(changes, unit.hands(), live.handsOfOthers(unit));
            if (own.size() == changes.size()) {
                throw e;
            }
            return write(own, only); // it is not for this request that others have made it too large
        }
    }

    private SaveOutcome write(List<AttributeChange> changes, Set<Node> only) {
        Map<String, StoredValue> attempted = new TreeMap<>();
        changes.forEach(change -> attempted.put(change.name(), change.stored()));
        unit.attempted(attempted);
        LiveTable.Known known = table.known();
        Live base = known.base().record();
        boolean isTimeoutNew = !known.idleTimeout().equals(base.idleTimeout());
        if (changes.isEmpty() && !isTimeoutNew && !live.isNeverStored()) {
            return unchanged(known.base());
        }
        table.sending(changes);
        Copies copies = known.base().copies().apart();
        Live wanted = base.with(attempted).with(known.idleTimeout());
        boolean isOfUser = attempted.keySet().stream().anyMatch(AttributeKinds::isOfUser);
        live.failed(); // until it is known to be stored
        SaveOutcome outcome =
                with.writer().write(copies, base, wanted, only, unit.stay().when(isOfUser), retries.deadline());
        if (outcome instanceof SaveOutcome.Ended end && only.isEmpty()) {
            return follow(end.tombstone(), known, changes);
        }
        return take(outcome, copies, known, changes);
    }

    private SaveOutcome unchanged(Base base) {
        with.writer().repair(base.copies().apart(), base.record());
        if (unit.stay().isToBeTold()) {
            with.archiving().cameBack(live.key(), base.record());
        }
        return nothing();
    }

    /** @throws AttributeNotSerializableException for what this request has set or was shown */
    private List<AttributeChange> compare() {
        DirtyCheck dirtyCheck =
                new DirtyCheck(table, unit.hands(), () -> live.handsOfOthers(unit), with.stamps()::next, retries);
        List<AttributeChange> changes = dirtyCheck.changes(live.isInDoubt());
        live.inDoubt(dirtyCheck.isInDoubt());
        if (!dirtyCheck.obstacles().isEmpty()) {
            if (live.hasFailed()) {
                with.upkeep().look(live); // else a write of unknown outcome would bring the object back
            }
            dirtyCheck.giveUp();
        }
        String why = table.takeObstacle(unit.hands());
        if (why != null) {
            throw new AttributeNotSerializableException(
                    why + ". Nothing of this request's changes to the session was saved.");
        }
        return changes;
    }

    private SaveOutcome take(SaveOutcome outcome, Copies copies, LiveTable.Known known, List<AttributeChange> changes) {
        return outcome.match(
                stored -> {
                    table.saved(new Base(stored.record(), copies), known.version(), changes);
                    live.stored();
                    unit.stay().stored();
                    return share(stored, known);
                },
                ended -> {
                    with.sessions().ended(live);
                    return ended;
                },
                () -> outcome,
                () -> outcome);
    }

    /** Another server may have given the session a new id at the same time: both lead to what both have made of it. */
    private SaveOutcome share(SaveOutcome outcome, LiveTable.Known known) {
        LiveSession.Former former = former();
        if (former == null || unit.attempted().isEmpty()) {
            return outcome;
        }
        return with.formerIds().share(former.key(), live.key(), attempted(known), former.renewals())
                ? outcome
                : new SaveOutcome.NoAcknowledgement();
    }

    /** Nothing but what this save has changed. */
    private Live attempted(LiveTable.Known known) {
        long created = known.base().record().createdMillis();
        return new Live(created, known.idleTimeout(), new TreeMap<>(unit.attempted()));
    }

    /** What the session had when it was opened; null if it has that still. */
    private LiveSession.@Nullable Former former() {
        LiveSession.Former former = live.former();
        return former != null && unit.isOpenedUnder(former.key()) ? former : null;
    }

    /** Another server gave the session a new id, which nobody here learns; changes go there all the same. */
    private SaveOutcome follow(Tombstone former, LiveTable.Known known, List<AttributeChange> changes) {
        FormerIds.Forwarded forwarded = with.formerIds().forwardChanges(former, attempted(known));
        Copies copies = forwarded.copies();
        if (copies != null && forwarded.outcome() instanceof SaveOutcome.Stored) {
            with.sessions().moved(live, copies.key(), live.id());
            unit.knows(copies.key());
        }
        return take(forwarded.outcome(), copies == null ? known.base().copies() : copies, known, changes);
    }

    /** Whether its tombstone is on a node, or in the archive if no node is left. */
    boolean end() {
        return switch (live.saveLock().acquire(with.cluster(), with.deadline())) {
            case ALREADY_HELD -> throw new IllegalStateException("A session cannot be ended within its own save");
            case TIMED_OUT ->
                throw new SessionUnavailableException(
                        "The end of the session could not be stored: it is being" + " saved by another request");
            case ACQUIRED -> {
                try {
                    yield live.hasEnded() || writeTombstone();
                } finally {
                    live.saveLock().release();
                }
            }
        };
    }

    private boolean writeTombstone() {
        LiveTable.Known known = with.known(live);
        live.leaving(true);
        try {
            int idle = known.idleTimeout().seconds();
            LiveSession.Former former = former();
            boolean isEnded = live.isNeverStored()
                    || (with.end(known.base().copies().apart(), idle)
                            && (former == null || with.formerIds().end(former.key(), idle)));
            if (isEnded) {
                with.sessions().ended(live);
            }
            return isEnded;
        } finally {
            live.leaving(false);
        }
    }
}
