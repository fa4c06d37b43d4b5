package io.holdfast.store;

import io.holdfast.SessionAttributes;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionId;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.StoredValue;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request's unit of work on a session: attributes are read and changed here, and reach the nodes by {@link #save}.
 * Thread-safe, though threads of one request that change one attribute must agree among themselves.
 */
public final class OpenSession {

    private final SessionEngine engine;
    private final Instant lastAccessed;
    private final AttributeTable table;
    private final Stay stay = new Stay();
    private SessionId id;
    private Copies copies;
    private Live base;
    private IdleTimeout idleTimeout;
    private @Nullable Copies formerId;
    private Set<String> renewals = Set.of(); // of the former id
    private Map<String, StoredValue> attempted = Map.of();
    private boolean created;
    private boolean unsaved;
    private boolean ended;

    OpenSession(SessionEngine engine, SessionId id, Copies copies, Live base, Instant lastAccessed) {
        this.engine = engine;
        this.id = id;
        this.copies = copies;
        this.base = base;
        this.idleTimeout = base.idleTimeout();
        this.lastAccessed = lastAccessed;
        this.table = engine.attributes(base);
    }

    /** @param byVisitor whether nobody knows yet that he will come back */
    OpenSession createdHere(boolean byVisitor) {
        created = true;
        unsaved = true;
        stay.begins(byVisitor);
        return this;
    }

    OpenSession timedOut() {
        ended = true;
        return this;
    }

    /** The present id. */
    public synchronized SessionId id() {
        return id;
    }

    /** Whether it was created by this unit of work, so that no browser has seen its id yet. */
    public synchronized boolean isNew() {
        return created;
    }

    /** Whether it has ended: by {@link #end}, by its timeout, or elsewhere, as a save found. */
    public synchronized boolean isEnded() {
        return ended;
    }

    /** When it was created. */
    public Instant created() {
        return Instant.ofEpochMilli(base.createdMillis());
    }

    /** When the request before this one came, to the second; the creation for a new session. */
    public Instant lastAccessed() {
        return lastAccessed;
    }

    /** Seconds the session may stay unused; 0 or less means for ever. */
    public synchronized int idleTimeoutSeconds() {
        return idleTimeout.seconds();
    }

    /** Sets {@link #idleTimeoutSeconds}, with effect from the next save. */
    public synchronized void setIdleTimeoutSeconds(int seconds) {
        if (seconds != idleTimeout.seconds()) {
            idleTimeout = new IdleTimeout(seconds, engine.stamps().next());
            unsaved = true;
        }
    }

    /** The application's own attributes, those of {@code HttpSession} and of {@code SessionStore}. */
    public SessionAttributes attributes() {
        return new AttributeNames(table, AttributeNames.APPLICATION);
    }

    /** The session beans, in the same record but not among the application's attributes. */
    public SessionAttributes beans() {
        return new AttributeNames(table, AttributeNames.BEAN);
    }

    /** What its conversations hold; likewise apart. */
    public SessionAttributes conversations() {
        return new AttributeNames(table, AttributeNames.CONVERSATION);
    }

    /** What is noted of it besides, such as its login: strings and lists of strings only. */
    public SessionAttributes marks() {
        return new AttributeNames(table, AttributeNames.MARK);
    }

    /** Notes who the user is, null after a logout, if there is an archive that is to know of another one at once. */
    public void setUser(@Nullable String name) {
        if (engine.archiving().isThere() && !Objects.equals(name, table.get(AttributeNames.USER))) {
            table.set(AttributeNames.USER, name);
        }
    }

    /** Tells {@code listener} of the application's attributes from now on; replaces an earlier one. */
    public void listen(AttributeListener listener) {
        table.listen(listener);
    }

    /**
     * Refuses at once what {@link #save} would for its classes; those that were met before are not tried.
     *
     * @throws IllegalArgumentException names the attribute and all these classes
     */
    public void check(String name, Object value) {
        table.check(AttributeNames.APPLICATION + name, value);
    }

    /**
     * Tries out whether {@code value} could be saved as an attribute; stores nothing.
     *
     * @throws IOException where it could not, with the reason
     */
    public void requireStorable(Object value) throws IOException {
        table.requireStorable(value);
    }

    /** Says that it is used beyond its visitor's first request, so that the archive is to have it. */
    public synchronized void stays() {
        stay.isMore();
    }

    /** Gives the session a new id at the next save: first the record is stored under it, then the old id ends. */
    public synchronized SessionId changeId() {
        return changeTo(engine.newIds().random());
    }

    /** As {@link #changeId}, if its id is of a former key, which goes on leading here; tells whether that was due. */
    public synchronized boolean renewIdIfDue() {
        boolean isDue = formerId == null && !ended && engine.newIds().isRenewalDue(id, base);
        if (isDue) {
            SessionId unused = changeTo(engine.newIds().successorOf(id));
        }
        return isDue;
    }

    private SessionId changeTo(NewIds.Given given) {
        if (formerId == null && !(created && unsaved)) {
            formerId = copies;
            renewals = engine.newIds().renewals(id);
        }
        stay.isMore(); // applications do this when somebody logs in
        id = given.id();
        copies = given.copies();
        base = engine.newIds().noted(base);
        unsaved = true;
        return id;
    }

    /** Does for a session that was only asked for what {@link #save} does where nothing was changed. */
    public synchronized void mend() {
        if (!ended && !unsaved) {
            engine.writer().mend(copies, base);
        }
    }

    /**
     * Ends the session: when this returns its tombstone is on every node that can be reached. Idempotent.
     *
     * @throws SessionUnavailableException where no node took the tombstone: the session may live on, and this can be
     *     called again
     */
    public synchronized void end() {
        if (ended) {
            return;
        }
        boolean isStored = !unsaved || (!created && formerId == null);
        boolean isFormerEnded = formerId == null || engine.end(formerId, idleTimeout.seconds());
        if (!isFormerEnded || (isStored && !engine.end(copies, idleTimeout.seconds()))) {
            throw new SessionUnavailableException("The end of the session could not be stored: no node answered");
        }
        ended = true;
    }

    /**
     * Stores what was changed, attributes that have changed inside too; does nothing where nothing changed. May be
     * called again. A session that has ended elsewhere stays ended.
     *
     * @throws io.holdfast.SessionException the kind says why; nothing acknowledged before is lost
     */
    public synchronized void save() {
        attempt(Set.of()).throwUnlessKnown();
    }

    /** As {@link #save}; {@code only} as in {@link CopyWriter#save}. */
    synchronized SaveOutcome attempt(Set<Node> only) {
        if (ended) {
            return new SaveOutcome.Ended(Tombstone.ofEnd(engine.stamps().next()));
        }
        EncodingTries tries = engine.encodingTries();
        attempted = table.changes(engine.stamps()::next, tries);
        if (!unsaved && attempted.isEmpty() && formerId == null) {
            engine.writer().mend(copies, base);
            if (stay.isToBeTold()) {
                engine.archiving().cameBack(copies.key(), base);
            }
            return new SaveOutcome.Stored(base, copies.holders().size());
        }
        Live wanted = base.with(attempted).with(idleTimeout);
        SaveOutcome outcome =
                engine.writer().write(copies, base, wanted, only, stay.when(isOfUser()), tries.deadline());
        if (outcome instanceof SaveOutcome.Ended end && only.isEmpty()) {
            outcome = follow(end.tombstone());
        }
        if (outcome instanceof SaveOutcome.Stored stored) {
            take(stored);
            outcome = formerId == null ? stored : endFormerId(formerId, stored);
        }
        ended = outcome instanceof SaveOutcome.Ended;
        return outcome;
    }

    /** Who the user is, and under which id: the archive must have it at once. */
    private boolean isOfUser() {
        return formerId != null || attempted.keySet().stream().anyMatch(AttributeNames::isOfUser);
    }

    /** Those of the last {@link #attempt}. */
    synchronized Map<String, StoredValue> attempted() {
        return attempted;
    }

    /** The record as it was read or last saved. */
    synchronized Live base() {
        return base;
    }

    private void take(SaveOutcome.Stored stored) {
        base = stored.record();
        idleTimeout = base.idleTimeout();
        table.saved(attempted);
        unsaved = false;
        stay.stored();
    }

    /** Another request gave the session a new id, which this one never learns; its changes go there all the same. */
    private SaveOutcome follow(Tombstone former) {
        Live changes = new Live(base.createdMillis(), idleTimeout, new TreeMap<>(attempted));
        Succession.Carried carried = engine.succession().carry(former, changes);
        copies = carried.copies() == null ? copies : carried.copies();
        return carried.outcome();
    }

    private SaveOutcome endFormerId(Copies former, SaveOutcome.Stored stored) {
        Succession.Carried carried = engine.succession().supersede(former, copies, stored.record(), renewals);
        copies = carried.copies() == null ? copies : carried.copies();
        if (carried.outcome() instanceof SaveOutcome.Stored whole) {
            formerId = null;
            take(whole);
        }
        return carried.outcome();
    }

    /** A change that it was read with turned out to be this process's own. */
    synchronized void confirm() {
        engine.archiving().stored(copies.key(), base);
    }

    /** What is known of its copies. */
    synchronized Copies copies() {
        return copies;
    }
}
