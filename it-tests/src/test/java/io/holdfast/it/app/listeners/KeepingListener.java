package io.holdfast.it.app.listeners;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;

/** Keeps the request for whoever runs on its thread, as Spring's RequestContextListener does. */
@WebListener
public class KeepingListener implements ServletRequestListener {

    static final ThreadLocal<HttpServletRequest> KEPT = new ThreadLocal<>();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        KEPT.set((HttpServletRequest) event.getServletRequest());
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        KEPT.remove();
    }
}
