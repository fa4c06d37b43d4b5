package io.holdfast.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;

/**
 * A request of an application in which Holdfast is present but was not started.
 *
 * <p>Falling back to the container's own session was turned down: users would work in sessions that no other server
 * knows, and nobody would notice before they are lost.
 */
final class SessionlessRequest extends HttpServletRequestWrapper {

    SessionlessRequest(HttpServletRequest container) {
        super(container);
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public HttpSession getSession(boolean create) {
        throw new IllegalStateException("There are no sessions: Holdfast is in this application, but its CDI extension"
                + " was not started; enable CDI for the application, or take Holdfast out of it");
    }

    @Override
    public String changeSessionId() {
        return getSession(true).getId();
    }
}
