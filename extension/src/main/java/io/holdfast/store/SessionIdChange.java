package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionRecord.Live;
import java.util.List;
import java.util.Set;

/**
 * Gives a session a new id: the record is stored under the new key first, then the old one gets a tombstone, then this
 * server's table follows. At once, not at the save: whoever came with the old id would else find what the new one was
 * given for, as a login (session fixation).
 */
final class SessionIdChange {

    private final UnitContext with;
    private final UnitOfWork unit;
    private final LiveSession live;
    private final LiveTable table;
    private final BoundedEncodingRetries retries;

    SessionIdChange(UnitContext with, LiveSession live, UnitOfWork unit) {
        this.with = with;
        this.unit = unit;
        this.live = live;
        this.table = live.table();
        this.retries = with.encodingRetries();
    }

    /** Whether its id was of a former key; it has the one then that takes the place of that. */
    boolean renewIfDue() {
        SessionId former = live.id();
        boolean isDue = !live.hasEnded()
                && with.newIds().isRenewalDue(former, with.known(live).base().record());
        if (isDue) {
            to(with.newIds().successorOf(former));
        }
        return isDue;
    }

    /** The id that the session has then: that of another request, if one with the same old id came first. */
    SessionId to(NewIds.Given given) {
        return switch (live.saveLock().acquire(with.cluster(), with.deadline())) {
            case ALREADY_HELD ->
                throw new IllegalStateException("A session's id cannot be changed within its own save");
            case TIMED_OUT ->
                throw new SessionUnavailableException(
                        "The session cannot get a new id: it is being saved by another request");
            case ACQUIRED -> {
                try {
                    yield underLock(given);
                } finally {
                    live.leaving(false);
                    live.saveLock().release();
                }
            }
        };
    }

    private SessionId underLock(NewIds.Given given) {
        unit.stay().isMore(); // applications do this when somebody logs in
        boolean isChanged = !live.key().equals(unit.key());
        if (!isChanged && !live.hasEnded()) {
            change(given);
        }
        unit.knows(live.key());
        return live.id();
    }

    private void change(NewIds.Given given) {
        LiveTable.Known known = table.known();
        Live record = with.newIds().noted(known.base().record());
        if (live.isNeverStored()) {
            changed(given, given.copies(), record, known);
            return;
        }
        live.leaving(true);
        SaveOutcome outcome = with.writer()
                .write(given.copies(), record, record, Set.of(), ArchiveCoordinator.When.AT_ONCE, retries.deadline());
        if (!(outcome instanceof SaveOutcome.Stored stored)) {
            outcome.throwUnlessKnown();
            return; // other servers gave it that id before, and another one since: the next save follows
        }
        Set<String> renewals = with.newIds().renewals(live.id());
        FormerIds.Forwarded forwarded =
                with.formerIds().retire(known.base().copies().apart(), given.copies(), stored.record(), renewals);
        Copies copies = forwarded.copies() == null ? given.copies() : forwarded.copies();
        Runnable unsettled = () -> {
            if (forwarded.isUnderWay()) {
                changed(given, copies, stored.record(), known); // there is no way back: the old key has a tombstone
            }
            forwarded.outcome().throwUnlessKnown();
        };
        forwarded
                .outcome()
                .handle(
                        whole -> changed(given, copies, whole.record(), known),
                        ended -> with.sessions().ended(live),
                        unsettled,
                        unsettled);
    }

    private void changed(NewIds.Given given, Copies copies, Live record, LiveTable.Known known) {
        if (!live.isNeverStored()) {
            live.hasLeft(new LiveSession.Former(live.key(), with.newIds().renewals(live.id())));
        }
        with.sessions().moved(live, copies.key(), given.id());
        table.saved(new Base(record, copies.apart()), known.version(), List.of());
    }
}
