package io.holdfast.store;

import io.holdfast.SessionAttributes;
import io.holdfast.session.SessionId;
import java.time.Instant;

/**
 * One request's unit of work on a session: attributes are read and changed here, and reach the nodes by {@link #save}.
 * Not safe for use by several threads at once, except where a method says so.
 */
public final class OpenSession {

    /** The present id; another one after {@link #changeId}. */
    public SessionId id() {
        throw new UnsupportedOperationException();
    }

    /** Whether it was created by this unit of work, so that no browser has seen its id yet. */
    public boolean isNew() {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link #end} was called, or a save found that the session had ended elsewhere. */
    public boolean isEnded() {
        throw new UnsupportedOperationException();
    }

    public Instant created() {
        throw new UnsupportedOperationException();
    }

    /** When the request before this one came, to the second; the creation for a new session. */
    public Instant lastAccessed() {
        throw new UnsupportedOperationException();
    }

    /** Seconds the session may stay unused; 0 or less means for ever. */
    public int idleTimeoutSeconds() {
        throw new UnsupportedOperationException();
    }

    public void setIdleTimeoutSeconds(int seconds) {
        throw new UnsupportedOperationException();
    }

    /** The application's own attributes, those of {@code HttpSession} and of {@code SessionStore}. */
    public SessionAttributes attributes() {
        throw new UnsupportedOperationException();
    }

    /** The session beans, in the same record but not among the application's attributes. */
    public SessionAttributes beans() {
        throw new UnsupportedOperationException();
    }

    /** Gives the session a new id at the next save: first the record is stored under it, then the old id ends. */
    public SessionId changeId() {
        throw new UnsupportedOperationException();
    }

    /** Ends the session: when this returns its tombstone is on every node that can be reached. Idempotent. */
    public void end() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores what was changed, including attributes that were read and have since changed inside; does nothing where
     * nothing changed. May be called again after further changes.
     *
     * @throws io.holdfast.SessionException the kind says why; nothing acknowledged before is lost
     */
    public void save() {
        throw new UnsupportedOperationException();
    }
}
