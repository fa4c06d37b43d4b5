package io.holdfast.web;

import io.holdfast.store.OpenSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request in the hands of a login mechanism, which comes before the application's first filter. Thread-safe. */
public final class MechanismRequest {

    private final RequestSession session;

    private MechanismRequest(RequestSession session) {
        this.session = session;
    }

    /** That of an application whose sessions are ours, else null. */
    public static @Nullable MechanismRequest of(HttpServletRequest request) {
        ServletSessions sessions = ServletSessions.of(request.getServletContext());
        return sessions == null ? null : new MechanismRequest(sessions.sessionOf(request));
    }

    /**
     * Runs the mechanism with a request and a response that have our session, which is saved before the mechanism's
     * answer leaves. If the session cannot be reached or saved the request is answered with 503 or 500.
     *
     * @return whether the request may go on
     */
    public boolean run(HttpServletRequest request, HttpServletResponse response, FilterChain mechanism)
            throws IOException, ServletException {
        session.login().mechanismRuns(true);
        try {
            session.requestLifecycle().dispatch(request, response, mechanism);
        } finally {
            session.login().mechanismRuns(false);
        }
        return !session.saver().isRefused();
    }

    /**
     * The request's session, or null if there is none and none is to be created.
     *
     * @throws io.holdfast.SessionUnavailableException if too few nodes answered to tell whether there is one
     */
    public @Nullable OpenSession session(boolean create) {
        return session.openSession(create);
    }

    /** Says that the session knows who has logged in; the container's own need not. */
    public void loginIsRemembered() {
        session.login().isKeptInSession();
    }

    /**
     * Gives a session that browsers know already another id, so that whoever planted or saw the one before is not
     * logged in by it.
     *
     * @return false if the response is committed, so that the browser cannot be told
     */
    public boolean renewId() {
        return session.held().renewId();
    }
}
