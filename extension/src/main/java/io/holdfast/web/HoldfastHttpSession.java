package io.holdfast.web;

import io.holdfast.store.OpenSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A session as the application sees it (Jakarta Servlet 6.0 chapter 7): one object for all requests of this server, as
 * long as anybody holds it. Thread-safe, though what several threads do to one attribute is for them to order. It has
 * no lock of its own: applications use its monitor for theirs.
 *
 * <p>It can be used outside of requests, for example by a WebSocket endpoint. Then it shows what the nodes held a
 * second ago at the earliest, and what is set or removed is stored at once.
 */
final class HoldfastHttpSession implements HttpSession {

    private enum State {
        LIVE,
        ENDING,
        ENDED
    }

    private final Host host;
    private final ServletContext context;
    private final OpenSession outside;
    private final SessionAttributeEvents events;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile State state = State.LIVE;

    /** What has sessions in use. */
    interface Host {

        /** The request on this thread, not over yet, that has this session; null for none. */
        @Nullable
        Request requestOf(HoldfastHttpSession session);

        /** The idle timeout is another one from now on. */
        void touched(OpenSession session, int idleTimeoutSeconds);

        /** Ends a session for who holds it outside of its requests, as a WebSocket endpoint does. */
        void endOutside(HoldfastHttpSession session);
    }

    /** A request that has a session in use. */
    interface Request {

        /** Its unit of work on that session. */
        OpenSession unitOf(HoldfastHttpSession session);

        /** There may be something to save. */
        void used();

        /** Ends that session on the nodes, then tells all who want to know. */
        void end(HoldfastHttpSession session);
    }

    HoldfastHttpSession(Host host, ServletContext context, OpenSession open, SessionListeners listeners) {
        this.host = host;
        this.context = context;
        this.outside = open.outside();
        this.events = new SessionAttributeEvents(this, listeners);
        open.listen(events);
    }

    /** The unit of work of who has no request that uses this session. */
    OpenSession outside() {
        return outside;
    }

    /** Whether the application may use it: not after it was ended, here or on another server. */
    boolean isUsable() {
        return state == State.ENDING || (state == State.LIVE && !outside.isEnded());
    }

    /** Whether nobody has begun to tell of its end; true once. */
    boolean isFirstToTell() {
        return told.compareAndSet(false, true);
    }

    /** Calls the listeners of a session that has ended on the nodes, while it still can be read. */
    void announceEnd(OpenSession open, SessionLifecycle lifecycle, SessionListeners listeners) {
        state = State.ENDING;
        ListenerCalls.notifySafely(lifecycle, told -> told.ending(this));
        listeners.destroyed(this);
        events.unbindAll(open.attributes());
        state = State.ENDED;
    }

    /**
     * That of the request which runs on this thread, if it has this session. Not when it is over: nobody would save for
     * it any more, nor say again that others need not reckon with it.
     */
    private @Nullable Request request() {
        return host.requestOf(this);
    }

    private OpenSession open() {
        Request request = request();
        return request == null ? outside : request.unitOf(this);
    }

    private OpenSession lookedAt() {
        Request request = request();
        if (request != null) {
            request.used();
            return request.unitOf(this);
        }
        if (state == State.LIVE) {
            outside.lookAgain();
        }
        return outside.outside(); // one of its own: what it sets is for its save only
    }

    private void changed(OpenSession open) {
        Request request = request();
        if (request != null) {
            request.used();
        } else if (state == State.LIVE) {
            open.stays();
            save(open, true);
        }
    }

    /** Stores what was changed; {@code stillInUse} if the application uses its attributes further. */
    void save(OpenSession open, boolean stillInUse) {
        try {
            open.save();
        } finally {
            if (stillInUse) {
                events.reactivate();
            }
        }
    }

    @Override
    public long getCreationTime() {
        check("getCreationTime");
        return outside.created().toEpochMilli();
    }

    @Override
    public String getId() {
        return outside.id().value();
    }

    @Override
    public long getLastAccessedTime() {
        check("getLastAccessedTime");
        return outside.lastAccessed().toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        OpenSession open = lookedAt();
        open.setIdleTimeoutSeconds(seconds);
        host.touched(open, seconds);
        changed(open);
    }

    @Override
    public int getMaxInactiveInterval() {
        return outside.idleTimeoutSeconds();
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        OpenSession open = lookedAt();
        check("getAttribute");
        return name == null ? null : events.get(open.attributes(), name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        OpenSession open = lookedAt();
        check("getAttributeNames");
        return Collections.enumeration(open.attributes().names());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        OpenSession open = lookedAt();
        check("setAttribute");
        checkAttribute(name, value);
        if (!(value instanceof HttpSessionActivationListener)) {
            open.check(name, value); // such a one may drop what is not Serializable when it is told of its leaving
        }
        events.set(open.attributes(), name, value);
        changed(open);
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
    public void removeAttribute(@Nullable String name) {
        OpenSession open = lookedAt();
        check("removeAttribute");
        if (name == null) {
            return; // there is none without a name
        }
        events.remove(open.attributes(), name);
        changed(open);
    }

    @Override
    public void invalidate() {
        if (state != State.ENDING) {
            check("invalidate");
            Request request = request();
            if (request == null) {
                host.endOutside(this);
            } else {
                request.end(this);
            }
        }
    }

    @Override
    public boolean isNew() {
        check("isNew");
        return open().isNew();
    }

    private void check(String method) {
        if (!isUsable()) {
            throw new IllegalStateException(method + ": the session has ended");
        }
    }
}
