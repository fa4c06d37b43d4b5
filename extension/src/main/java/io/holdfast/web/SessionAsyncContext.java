package io.holdfast.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous cycle of a request (Jakarta Servlet 6.0 section 2.3.3.3): hands out our request and response instead
 * of the container's bare ones, saves the session before the response is complete, and calls the application's
 * listeners with the session bound.
 */
final class SessionAsyncContext implements AsyncContext {

    private final Request owner;
    private final ServletRequest request;
    private final ServletResponse response;
    private final boolean original;
    private final SessionAsyncListeners listeners;
    private volatile @Nullable AsyncContext container;

    /** The request of which it is a cycle. */
    interface Request {

        /** The asynchronous cycle that runs now, or null. */
        @Nullable
        SessionAsyncContext async();

        /** Runs what the container calls outside of a dispatch, with the session bound. */
        void runBound(Runnable work);

        /** Before the response is complete: saves the session. */
        void completing();

        /** Saves what was changed when nobody can be told any more if that fails. */
        void saveLate();

        /** The container says that a cycle is complete. */
        void completed(SessionAsyncContext cycle);
    }

    /** @param original whether the application gave no request and response of its own */
    SessionAsyncContext(Request owner, ServletRequest request, ServletResponse response, boolean original) {
        this.owner = owner;
        this.request = request;
        this.response = response;
        this.original = original;
        this.listeners = new SessionAsyncListeners(owner, this);
    }

    /** Names the container's own; a second time does nothing. */
    synchronized void attach(AsyncContext own) {
        if (container == null) {
            container = own;
            own.addListener(listeners);
        }
    }

    private AsyncContext container() {
        return Objects.requireNonNull(container, "not started");
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || container().hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        container().dispatch();
    }

    @Override
    public void dispatch(String path) {
        container().dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container().dispatch(context, path);
    }

    @Override
    public void complete() {
        owner.completing();
        container().complete();
    }

    @Override
    public void start(Runnable work) {
        container().start(() -> owner.runBound(work));
    }

    @Override
    public void addListener(AsyncListener listener) {
        listeners.add(listener, null, null);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest supplied, ServletResponse suppliedResponse) {
        listeners.add(listener, supplied, suppliedResponse);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container().createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        container().setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return container().getTimeout();
    }

    /** An event of the container's as the application is to see it. */
    AsyncEvent seenBy(AsyncEvent event, @Nullable ServletRequest supplied, @Nullable ServletResponse suppliedResponse) {
        return new AsyncEvent(this, supplied, suppliedResponse, event.getThrowable());
    }
}
