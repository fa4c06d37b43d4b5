package io.holdfast.cdi.bean;

import io.holdfast.web.RequestSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Enumeration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What decorators of the session have beneath them. */
class BareSession implements HttpSession {

    private final HttpSession current = RequestProxy.of(HttpSession.class, BareSession::of);

    /** For the container. */
    BareSession() {}

    /** That of a request. */
    static HttpSession of(RequestSession request) {
        return Objects.requireNonNull(request.httpSession(true));
    }

    @Override
    public long getCreationTime() {
        return current.getCreationTime();
    }

    @Override
    public String getId() {
        return current.getId();
    }

    @Override
    public long getLastAccessedTime() {
        return current.getLastAccessedTime();
    }

    @Override
    public ServletContext getServletContext() {
        return current.getServletContext();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        current.setMaxInactiveInterval(seconds);
    }

    @Override
    public int getMaxInactiveInterval() {
        return current.getMaxInactiveInterval();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return current.getAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return current.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        current.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        current.removeAttribute(name);
    }

    @Override
    public void invalidate() {
        current.invalidate();
    }

    @Override
    public boolean isNew() {
        return current.isNew();
    }
}
