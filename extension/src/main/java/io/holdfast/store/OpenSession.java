package io.holdfast.store;

import io.holdfast.SessionAttributes;
import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request's unit of work on a session: attributes are read and changed here, and reach the nodes by {@link #save}.
 * All requests that one server has of a session at a time, and one after another, share its objects. Thread-safe,
 * though threads that change one attribute must agree among themselves.
 */
public final class OpenSession {

    private final UnitContext with;
    private final LiveSession live;
    private final UnitOfWork unit;
    private final AttributeTable table;
    private volatile boolean created;
    private volatile boolean released;

    /** @param unit of the key that {@code live} had when it was made */
    OpenSession(UnitContext with, LiveSession live, UnitOfWork unit) {
        this.with = with;
        this.live = live;
        this.unit = unit;
        this.table = new AttributeTable(live.table(), unit.hands(), with.stamps()::next);
    }

    /** @param byVisitor whether nobody knows yet that he will come back */
    OpenSession createdHere(boolean byVisitor) {
        created = true;
        live.created();
        unit.stay().begins(byVisitor);
        return this;
    }

    LiveSession live() {
        return live;
    }

    UnitOfWork unit() {
        return unit;
    }

    /** The present id. */
    public SessionId id() {
        return live.id();
    }

    /** Whether it was created by this unit of work, so that no browser has seen its id yet. */
    public boolean isNew() {
        return created;
    }

    /** Whether it has ended: by {@link #end}, by its timeout, or elsewhere, as a save or a look has found. */
    public boolean isEnded() {
        return live.hasEnded();
    }

    /** When it was created. */
    public Instant created() {
        return Instant.ofEpochMilli(base().createdMillis());
    }

    /** When the request before those under way came, to the second; the creation for a new session. */
    public Instant lastAccessed() {
        return live.lastAccessed();
    }

    /** Seconds the session may stay unused; 0 or less means for ever. */
    public int idleTimeoutSeconds() {
        return with.known(live).idleTimeout().seconds();
    }

    /** Sets {@link #idleTimeoutSeconds}, with effect from the next save. */
    public void setIdleTimeoutSeconds(int seconds) {
        if (seconds != idleTimeoutSeconds()) {
            live.table().idleTimeout(new IdleTimeout(seconds, with.stamps().next()), unit.hands());
        }
    }

    /** The application's own attributes, those of {@code HttpSession} and of {@code SessionStore}. */
    public SessionAttributes attributes() {
        return attributes(AttributeKinds.APPLICATION);
    }

    /** The session beans, in the same record but not among the application's attributes. */
    public SessionAttributes beans() {
        return attributes(AttributeKinds.BEAN);
    }

    /** What its conversations hold; likewise apart. */
    public SessionAttributes conversations() {
        return attributes(AttributeKinds.CONVERSATION);
    }

    /** What is noted of it besides, such as its login: strings and lists of strings only. */
    public SessionAttributes marks() {
        return attributes(AttributeKinds.MARK);
    }

    private SessionAttributes attributes(String kind) {
        goOn();
        return new AttributesOfKind(table, kind);
    }

    /** Notes who the user is, null after a logout, if there is an archive that is to know of another one at once. */
    public void setUser(@Nullable String name) {
        if (with.archiving().isEnabled() && !Objects.equals(name, table.get(AttributeKinds.USER))) {
            table.set(AttributeKinds.USER, name);
        }
    }

    /** Tells {@code listener} of the application's attributes from now on, in place of an earlier one. */
    public void listen(AttributeListener listener) {
        live.table().listen(listener);
    }

    /** What is attached to the session for all requests of this server: made if there is none yet. */
    public <T> T attachment(Class<T> type, Supplier<T> maker) {
        return type.cast(live.attachment(maker));
    }

    /** A unit of work for who uses the session outside of its requests: it holds nothing, and nobody waits for it. */
    public OpenSession outside() {
        OpenSession outside = new OpenSession(with, live, new UnitOfWork(live.key()));
        outside.unit.hands().open(false);
        return outside;
    }

    /** Asks the nodes what has become of it, if nobody did within a second. */
    public void lookAgain() {
        with.upkeep().lookIfOld(live);
    }

    /**
     * Runs {@code work}, which makes something of the session that there is to be once, while no other thread does.
     *
     * @throws SessionUnavailableException if another thread is at it for longer than a request may take
     */
    public <T> T making(Supplier<T> work) {
        return live.making(work);
    }

    /**
     * Refuses at once what {@link #save} would for its classes; those that were met before are not tried.
     *
     * @throws IllegalArgumentException names the attribute and all these classes
     */
    public void check(String name, Object value) {
        table.check(AttributeKinds.APPLICATION + name, value);
    }

    /**
     * Tries out whether {@code value} could be saved as an attribute; stores nothing.
     *
     * @throws IOException if not, with the reason
     */
    public void requireStorable(Object value) throws IOException {
        table.requireStorable(value);
    }

    /** Says that it is used beyond its visitor's first request: the archive is to have it. */
    public void stays() {
        unit.stay().isMore();
    }

    /**
     * Gives the session a new id: when this returns its record is stored under it and the old id opens nothing. Of two
     * requests that came with one id both get the same new one.
     *
     * @throws SessionUnavailableException if it could not be stored; unless {@link #id} is another one since, the old
     *     id is good still
     */
    public SessionId changeId() {
        return new SessionIdChange(with, live, unit).to(with.newIds().random());
    }

    /** As {@link #changeId}, if its id is of a former key, which goes on leading here; tells whether that was due. */
    public boolean renewIdIfDue() {
        return new SessionIdChange(with, live, unit).renewIfDue();
    }

    /** Does for a session that was only asked for what {@link #save} does if nothing was changed. */
    public void repair() {
        if (!isEnded() && !live.isNeverStored()) {
            Base base = with.known(live).base();
            with.writer().repair(base.copies().apart(), base.record());
        }
    }

    /**
     * Ends the session, for all who hold it: when this returns its tombstone is on every node that can be reached.
     * Idempotent.
     *
     * @throws SessionUnavailableException if no node took the tombstone: the session may live on, and this can be
     *     called again
     */
    public void end() {
        if (!new Save(with, live, unit).end()) {
            throw new SessionUnavailableException("The end of the session could not be stored: no node answered");
        }
    }

    /**
     * Stores what was changed, attributes that have changed inside too, and what other requests have left; does nothing
     * if nothing changed. May be called again. A session that has ended elsewhere stays ended.
     *
     * @throws io.holdfast.SessionException the kind says why; nothing acknowledged before is lost
     */
    public void save() {
        attempt(Set.of()).throwUnlessKnown();
    }

    SaveOutcome attempt(Set<Node> only) {
        goOn();
        return new Save(with, live, unit).run(only);
    }

    /** Whether there is anything to save, as far as can be told without asking. */
    boolean isSaveDue() {
        return new Save(with, live, unit).isDue();
    }

    String key() {
        return unit.key();
    }

    /** The record as it is known to be stored. */
    Live base() {
        return with.known(live).base().record();
    }

    Copies copies() {
        return with.known(live).base().copies().apart();
    }

    /**
     * Says that the request is refused: what it set is taken back, unless others have it in hand by now, and what it
     * has changed inside of objects is not kept beyond the requests under way.
     */
    public void abandon() {
        live.table().takeBack(unit.hands(), live.handsOfOthers(unit));
        live.failed();
    }

    /** Says that the request is over: what it was handed may be let go. Whoever uses it again goes on with it. */
    public void release() {
        if (!released) {
            released = true;
            unit.hands().open(false);
            with.sessions().leave(live, unit).forEach(with.upkeep()::saveLate);
        }
    }

    private void goOn() {
        if (released) {
            released = false;
            unit.hands().open(true);
            with.sessions().rejoin(live, unit);
            with.known(live);
        }
    }
}
