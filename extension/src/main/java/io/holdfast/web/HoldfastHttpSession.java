package io.holdfast.web;

import io.holdfast.session.SessionId;
import io.holdfast.store.OpenSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A session as the application sees it (Jakarta Servlet 6.0 chapter 7). Thread-safe, though what several threads of one
 * request do to one attribute is for them to order.
 *
 * <p>Used after its request is over, for example by a WebSocket endpoint, it shows what the request saw, and what is
 * set or removed is stored at once.
 */
final class HoldfastHttpSession implements HttpSession {

    private enum State {
        LIVE,
        ENDING,
        ENDED
    }

    private final RequestSession owner;
    private final ServletContext context;
    private final OpenSession open;
    private final SessionAttributeEvents events;
    private volatile State state = State.LIVE;

    HoldfastHttpSession(RequestSession owner, ServletContext context, OpenSession open, SessionListeners listeners) {
        this.owner = owner;
        this.context = context;
        this.open = open;
        this.events = new SessionAttributeEvents(this, open.attributes(), listeners);
        open.listen(events);
    }

    OpenSession open() {
        return open;
    }

    /** Whether the application may use it: not after it was ended, here or on another server. */
    boolean isUsable() {
        return state == State.ENDING || (state == State.LIVE && !open.isEnded());
    }

    /** Stores what was changed; {@code goesOn} where the application uses its attributes further. */
    void save(boolean goesOn) {
        synchronized (open) {
            try {
                open.save();
            } finally {
                if (goesOn) {
                    events.goOn();
                }
            }
        }
    }

    SessionId changeId() {
        synchronized (open) {
            return open.changeId();
        }
    }

    /** Takes another id under the first of our keys, if that is due; whether it was. */
    boolean renewIdIfDue() {
        synchronized (open) {
            return open.renewIdIfDue();
        }
    }

    /** Calls the listeners of a session that has ended on the nodes, while it still can be read. */
    void announceEnd(SessionLifecycle lifecycle, SessionListeners listeners) {
        state = State.ENDING;
        Calmly.tell(lifecycle, told -> told.ending(this));
        listeners.destroyed(this);
        synchronized (open) {
            events.unbindAll();
        }
        state = State.ENDED;
    }

    @Override
    public long getCreationTime() {
        check("getCreationTime");
        return open.created().toEpochMilli();
    }

    @Override
    public String getId() {
        return open.id().value();
    }

    @Override
    public long getLastAccessedTime() {
        check("getLastAccessedTime");
        return open.lastAccessed().toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        synchronized (open) {
            open.setIdleTimeoutSeconds(seconds);
            owner.timeoutChanged(this);
        }
    }

    @Override
    public int getMaxInactiveInterval() {
        return open.idleTimeoutSeconds();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        synchronized (open) {
            check("getAttribute");
            owner.saves().used();
            return events.get(name);
        }
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        synchronized (open) {
            check("getAttributeNames");
            return Collections.enumeration(open.attributes().names());
        }
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        synchronized (open) {
            check("setAttribute");
            checkAttribute(name, value);
            if (!(value instanceof HttpSessionActivationListener)) {
                open.check(name, value); // such a one may drop what is not Serializable when it is told of its leaving
            }
            events.set(name, value);
            owner.changed(this);
        }
    }

    private static void checkAttribute(@Nullable String name, Object value) {
        if (name == null) {
            throw new IllegalArgumentException("A session attribute needs a name");
        }
        if (!(value instanceof Serializable)) {
            throw new IllegalArgumentException("Session attribute " + name + " is a "
                    + value.getClass().getName() + ", which is not java.io.Serializable: it cannot be stored on the"
                    + " nodes; make it Serializable, or keep it elsewhere");
        }
    }

    @Override
    public void removeAttribute(String name) {
        synchronized (open) {
            check("removeAttribute");
            events.remove(name);
            owner.changed(this);
        }
    }

    @Override
    public void invalidate() {
        if (state != State.ENDING) {
            check("invalidate");
            owner.end(this);
        }
    }

    @Override
    public boolean isNew() {
        check("isNew");
        return open.isNew();
    }

    private void check(String method) {
        if (!isUsable()) {
            throw new IllegalStateException(method + ": the session has ended");
        }
    }
}
