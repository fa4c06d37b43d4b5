package io.holdfast.web;

import io.holdfast.store.OpenSession;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Told of the beginnings and ends of sessions, in the order the specifications give: how the CDI integration fires its
 * scope events and destroys its beans without the servlet integration knowing CDI. Called on the request's thread with
 * its {@link RequestSession} bound; a request is named by the container's own object for it.
 */
public interface SessionLifecycle {

    /**
     * The session of a request, if it has one, is saved, so that the answer may leave and the browser's next request
     * come. May be called again, and on a thread that the request is not bound to.
     */
    default void saved(ServletRequest request) {}

    /** A request is over, but for the last save of its session. Called again if it turns out to go on. */
    default void requestEnding(ServletRequest request) {}

    /** A session was created by this request; called before the application's listeners. */
    default void created(HttpSession session) {}

    /** A session is about to end; called before the application's listeners, the session still usable. */
    default void ending(HttpSession session) {}

    /**
     * A session has ended in this request and the request is over, its filters and request listeners included (CDI 4.0
     * section 6.7.2): its beans can still be read, to destroy them.
     */
    default void ended(HttpSession session, OpenSession open) {}

    /** Follows {@link #ended} of the same session: nothing of it is left. */
    default void requestOver(HttpSession endedSession) {}
}
