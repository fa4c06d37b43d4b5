package io.holdfast.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a request listener of the request that has our session. Containers tell listeners before any filter, with their
 * own request; and what keeps that, as Spring's {@code RequestContextListener} does, would use the container's session
 * until the request is over. Thread-safe.
 */
final class ListenerWithSession implements ListenerProxy {

    private static final String SERVLETS = ServletRequest.class.getPackageName();

    private final ServletRequestListener listener;

    private ListenerWithSession(ServletRequestListener listener) {
        this.listener = listener;
    }

    /** In the place of {@code listener}, if it is one that is told of requests; else {@code listener} itself. */
    static Object around(Object listener) {
        if (!(listener instanceof ServletRequestListener one)
                || ContainerListeners.isOfContainer(listener.getClass())
                || ListenerProxy.within(listener) != listener) {
            return listener;
        }
        Set<Class<?>> kinds = new LinkedHashSet<>();
        addKinds(listener.getClass(), kinds);
        return Proxy.newProxyInstance(
                ServletRequestListener.class.getClassLoader(),
                kinds.toArray(new Class<?>[0]),
                new ListenerWithSession(one));
    }

    @Override
    public Object own() {
        return listener;
    }

    private static void addKinds(@Nullable Class<?> type, Set<Class<?>> kinds) {
        if (type == null) {
            return;
        }
        for (Class<?> kind : type.getInterfaces()) {
            if (kind.getPackageName().startsWith(SERVLETS)) {
                kinds.add(kind);
            }
            addKinds(kind, kinds);
        }
        addKinds(type.getSuperclass(), kinds);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof ServletRequestEvent event) {
            if (method.getName().equals("requestInitialized")) {
                begins(event);
                return null;
            }
            if (method.getName().equals("requestDestroyed")) {
                ends(event);
                return null;
            }
        }
        return Insides.invoke(method, listener, arguments);
    }

    private void begins(ServletRequestEvent event) {
        ServletContext context = event.getServletContext();
        ServletSessions sessions = ServletSessions.of(context);
        if (sessions == null || !(event.getServletRequest() instanceof HttpServletRequest request)) {
            listener.requestInitialized(event);
            return;
        }
        sessions.requestStarted(request);
        listener.requestInitialized(withSession(context, sessions, request));
    }

    private void ends(ServletRequestEvent event) {
        ServletContext context = event.getServletContext();
        ServletSessions sessions = ServletSessions.of(context);
        if (sessions == null || !(event.getServletRequest() instanceof HttpServletRequest request)) {
            listener.requestDestroyed(event);
            return;
        }
        try {
            listener.requestDestroyed(withSession(context, sessions, request));
        } finally {
            sessions.requestEnded(request);
        }
    }

    private static ServletRequestEvent withSession(
            ServletContext context, ServletSessions sessions, HttpServletRequest request) {
        return new ServletRequestEvent(context, sessions.sessionOf(request).request());
    }
}
