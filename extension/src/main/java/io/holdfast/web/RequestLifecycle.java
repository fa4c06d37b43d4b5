package io.holdfast.web;

import io.holdfast.SessionException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a request through its request listeners, dispatches and asynchronous cycles: binds its session to the threads
 * that they run on, saves it in time, and tells when all is over, in whichever order a container ends them.
 * Thread-safe.
 */
final class RequestLifecycle implements SessionAsyncContext.Request {

    private static final ThreadLocal<@Nullable RequestSession> BOUND = new ThreadLocal<>();

    private final RequestSession session;
    private final SessionLifecycle lifecycle;
    private int scopes;
    private int dispatches;
    private @Nullable SessionAsyncContext async;
    private boolean begun;
    private volatile boolean over;

    RequestLifecycle(RequestSession session, SessionLifecycle lifecycle) {
        this.session = session;
        this.lifecycle = lifecycle;
    }

    static @Nullable RequestSession boundRequest() {
        return BOUND.get();
    }

    private static void bind(@Nullable RequestSession session) {
        if (session == null) {
            BOUND.remove();
        } else {
            BOUND.set(session);
        }
    }

    /** Whether nothing of the request runs any more. */
    boolean isOver() {
        return over;
    }

    /** A request listener, or somebody in its place, says that the request begins. */
    void scopeOpened() {
        synchronized (this) {
            scopes++;
            over = false;
        }
        bind(session);
    }

    /** One who called {@link #scopeOpened} says that the request ends. */
    void scopeClosed() {
        boolean last;
        synchronized (this) {
            scopes = Math.max(0, scopes - 1);
            last = scopes == 0;
        }
        bind(session);
        finishIfOver();
        if (last) {
            bind(null);
        }
    }

    /** Runs one dispatch through the application's filters and servlet. */
    void dispatch(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestSession before = BOUND.get();
        HttpServletRequest seenBefore = session.request();
        boolean outermost = dispatchStarted() && !session.saver().isAnswered();
        bind(session);
        try {
            HttpServletRequest seen = session.around(request);
            session.sees(seen);
            HttpServletResponse answering = session.saving(response);
            if (outermost) {
                runOutermost(
                        seen,
                        answering,
                        Objects.requireNonNull(SessionResponse.within(answering, session.saver()))
                                .bare(),
                        chain);
            } else {
                chain.doFilter(seen, answering);
            }
        } finally {
            session.sees(seenBefore);
            dispatchEnded();
            finishIfOver();
            bind(before == session && isAsync() ? null : before);
        }
    }

    private void runOutermost(
            HttpServletRequest seen, HttpServletResponse answering, HttpServletResponse bare, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (isFirst()) {
                session.begin();
            }
            if (session.login().isOver()) {
                session.login().end(bare);
                return;
            }
            chain.doFilter(seen, answering);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            SessionException why = session.saver().reasonToRefuse(e);
            if (why == null || bare.isCommitted() || seen.isAsyncStarted()) {
                saveAfter(e);
                throw e;
            }
            session.refuse(bare, why);
            return;
        }
        if (!seen.isAsyncStarted()) {
            saveAtEnd(bare);
        }
    }

    private void saveAtEnd(HttpServletResponse bare) {
        try {
            session.saver().atEnd();
        } catch (SessionException e) {
            if (bare.isCommitted()) {
                // the container cuts the response off, which tells the browser that something was not done
                throw e;
            }
            session.refuse(bare, e);
        }
    }

    /** What the application changed before it failed stays, as in a container's own session. */
    private void saveAfter(Throwable thrown) {
        try {
            session.saver().atEnd();
        } catch (SessionException e) {
            if (e != thrown) {
                thrown.addSuppressed(e);
            }
        }
    }

    private synchronized boolean dispatchStarted() {
        over = false;
        return ++dispatches == 1;
    }

    private synchronized void dispatchEnded() {
        dispatches--;
    }

    private synchronized boolean isFirst() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    private synchronized boolean isAsync() {
        return async != null;
    }

    private void finishIfOver() {
        synchronized (this) {
            if (over || scopes > 0 || dispatches > 0 || async != null) {
                return;
            }
        }
        ListenerCalls.notifySafely(lifecycle, told -> told.requestEnding(session.container()));
        session.saver().late();
        session.finishEnded();
        over = true;
        session.letGo();
    }

    /** Starts an asynchronous cycle of the request, in place of the one before. */
    AsyncContext startAsync(SessionAsyncContext next, Supplier<AsyncContext> container) {
        SessionAsyncContext before = replaceAsync(next);
        try {
            next.attach(container.get());
            return next;
        } catch (RuntimeException e) {
            replaceAsync(before);
            throw e;
        }
    }

    private synchronized @Nullable SessionAsyncContext replaceAsync(@Nullable SessionAsyncContext next) {
        SessionAsyncContext before = async;
        async = next;
        return before;
    }

    @Override
    public synchronized @Nullable SessionAsyncContext async() {
        return async;
    }

    @Override
    public void completing() {
        session.completing();
    }

    @Override
    public void completed(SessionAsyncContext cycle) {
        synchronized (this) {
            if (async != cycle) {
                return;
            }
            async = null;
        }
        session.saver().late();
        finishIfOver();
    }

    @Override
    public void saveLate() {
        session.saver().late();
    }

    @Override
    public void runBound(Runnable work) {
        RequestSession before = BOUND.get();
        bind(session);
        try {
            work.run();
        } finally {
            bind(before);
        }
    }
}
