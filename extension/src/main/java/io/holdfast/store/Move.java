package io.holdfast.store;

import io.holdfast.SessionUnavailableException;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.Live;
import java.util.List;
import java.util.Set;

/**
 * Gives a session a new id: the record is stored under the new key first, then the old one gets a tombstone, then this
 * server's table follows. At once, not at the save: whoever came with the old id would else find what the new one was
 * given for, as a login (session fixation).
 */
final class Move {

    private final SessionEngine engine;
    private final OpenSession unit;
    private final LiveSession live;
    private final LiveTable table;
    private final EncodingTries tries;

    Move(SessionEngine engine, OpenSession unit) {
        this.engine = engine;
        this.unit = unit;
        this.live = unit.live();
        this.table = live.table();
        this.tries = engine.encodingTries();
    }

    /** Whether its id was of a former key; it has the one then that takes the place of that. */
    boolean renewIfDue() {
        SessionId former = live.id();
        boolean isDue = !live.hasEnded() && engine.newIds().isRenewalDue(former, unit.base());
        if (isDue) {
            SessionId unused = to(engine.newIds().successorOf(former));
        }
        return isDue;
    }

    /** The id that the session has then: that of another request, if one with the same old id came first. */
    SessionId to(NewIds.Given given) {
        return switch (live.turn().take(engine.cluster(), engine.deadline())) {
            case WITHIN -> throw new IllegalStateException("A session's id cannot be changed within its own save");
            case NO ->
                throw new SessionUnavailableException(
                        "The session cannot get a new id: it is being saved by another request");
            case YES -> {
                try {
                    yield inTurn(given);
                } finally {
                    live.leaving(false);
                    live.turn().giveBack();
                }
            }
        };
    }

    private SessionId inTurn(NewIds.Given given) {
        unit.stay().isMore(); // applications do this when somebody logs in
        boolean isMoved = !live.key().equals(unit.key());
        if (!isMoved && !live.hasEnded()) {
            move(given);
        }
        unit.knows(live.key());
        return live.id();
    }

    private void move(NewIds.Given given) {
        LiveTable.Known known = table.known();
        Live record = engine.newIds().noted(known.base().record());
        if (live.isNeverStored()) {
            moved(given, given.copies(), record, known);
            return;
        }
        live.leaving(true);
        SaveOutcome outcome = engine.writer()
                .write(given.copies(), record, record, Set.of(), Archiving.When.AT_ONCE, tries.deadline());
        if (!(outcome instanceof SaveOutcome.Stored stored)) {
            outcome.throwUnlessKnown();
            return; // other servers gave it that id before, and another one since: the next save follows
        }
        Set<String> renewals = engine.newIds().renewals(live.id());
        Succession.Carried carried =
                engine.succession().supersede(known.base().copies().apart(), given.copies(), stored.record(), renewals);
        Copies copies = carried.copies() == null ? given.copies() : carried.copies();
        if (carried.outcome() instanceof SaveOutcome.Stored whole) {
            moved(given, copies, whole.record(), known);
        } else if (carried.outcome() instanceof SaveOutcome.Ended) {
            engine.ended(live);
        } else {
            if (carried.isUnderWay()) {
                moved(given, copies, stored.record(), known); // there is no way back: the old key has a tombstone
            }
            carried.outcome().throwUnlessKnown();
        }
    }

    private void moved(NewIds.Given given, Copies copies, Live record, LiveTable.Known known) {
        if (!live.isNeverStored()) {
            live.hasLeft(new LiveSession.Former(live.key(), engine.newIds().renewals(live.id())));
        }
        engine.liveSessions().moved(live, copies.key(), given.id());
        table.saved(new Base(record, copies.apart()), known.version(), List.of());
    }
}
