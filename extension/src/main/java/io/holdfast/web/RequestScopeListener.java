package io.holdfast.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Tells {@link ServletSessions} when requests begin and end for this application, and lets the application's own
 * request listeners see requests with our session. Thread-safe.
 */
final class RequestScopeListener implements ServletContextListener, ServletRequestListener {

    private final ContainerListeners listeners;

    RequestScopeListener(ContainerListeners listeners) {
        this.listeners = listeners;
    }

    /** All listeners are known: whoever may add some has been told before. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        listeners.replaceAll(one -> one == this ? one : ListenerWithSession.around(one));
    }

    /** The container is to destroy the very objects that it made. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        listeners.replaceAll(ListenerProxy::within);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        ServletSessions sessions = ServletSessions.of(event.getServletContext());
        if (sessions != null) {
            sessions.requestStarted(event.getServletRequest());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        ServletSessions sessions = ServletSessions.of(event.getServletContext());
        if (sessions != null) {
            sessions.requestEnded(event.getServletRequest());
        }
    }
}
