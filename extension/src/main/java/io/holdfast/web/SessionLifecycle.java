package io.holdfast.web;

import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpSession;

/**
 * Told of the beginnings and ends of sessions, in the order the specifications give: how the CDI face fires its scope
 * events and destroys its beans without the servlet face knowing CDI. Called on the request's thread with its
 * {@link RequestSession} bound.
 */
public interface SessionLifecycle {

    /** A session was created by this request; called before the application's listeners. */
    default void created(HttpSession session) {}

    /** A session is about to end; called before the application's listeners, the session still usable. */
    default void ending(HttpSession session) {}

    /**
     * A session has ended and its listeners have been called; the record's beans can still be read, to destroy them.
     */
    default void ended(HttpSession session, OpenSession open) {}

    /** The request that ended a session is over, its filters and request listeners included. */
    default void requestOver(HttpSession endedSession) {}
}
