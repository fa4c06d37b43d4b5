package io.holdfast.web;

import io.holdfast.SessionId;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose session is ours instead of the container's (Jakarta Servlet 6.0 chapter 7). */
final class SessionRequest extends HttpServletRequestWrapper {

    private final RequestSession session;

    SessionRequest(HttpServletRequest container, RequestSession session) {
        super(container);
        this.session = session;
    }

    /** The request itself if it already has our session, as in a forward; else one that has. */
    static HttpServletRequest around(HttpServletRequest request, RequestSession session) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest ours && ours.session == session) {
                return request;
            }
            inner = wrapper.getRequest();
        }
        return new SessionRequest(request, session);
    }

    /** What is left of a request without all that it was wrapped in. */
    static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    @Override
    public HttpSession getSession() {
        return Objects.requireNonNull(getSession(true));
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return session.httpSession(create);
    }

    @Override
    public String changeSessionId() {
        return session.held().changeId();
    }

    @Override
    public void login(String user, String password) throws ServletException {
        session.login().begins();
        super.login(user, password);
        session.login().succeeded();
    }

    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        session.login().begins();
        boolean isCaller = super.authenticate(response);
        session.login().found();
        return isCaller;
    }

    @Override
    public void logout() throws ServletException {
        super.logout();
        session.login().ended();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        SessionId id = session.held().requestedId();
        return id == null ? null : id.value();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return session.isRequestedIdValid();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return session.held().requestedId() != null;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        ServletResponse response = Objects.requireNonNull(session.response());
        return session.requestLifecycle()
                .startAsync(
                        new SessionAsyncContext(session.requestLifecycle(), this, response, true), super::startAsync);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        boolean original = request == this && response == session.response();
        return session.requestLifecycle()
                .startAsync(
                        new SessionAsyncContext(session.requestLifecycle(), request, response, original),
                        () -> super.startAsync(request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext container = super.getAsyncContext();
        AsyncContext ours = session.requestLifecycle().async();
        return ours == null ? container : ours;
    }
}
