package io.holdfast.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The application's session listeners; one that throws keeps neither the others nor the request. Thread-safe. */
final class SessionListeners {

    private final List<HttpSessionListener> sessions;
    private final List<HttpSessionListener> sessionsReversed;
    private final List<HttpSessionAttributeListener> attributes;
    private final List<HttpSessionIdListener> ids;

    SessionListeners(List<Class<?>> classes, ListenerFactory factory) {
        List<Object> all = new ArrayList<>();
        classes.forEach(type -> all.add(factory.create(type)));
        sessions = only(HttpSessionListener.class, all);
        sessionsReversed = new ArrayList<>(sessions);
        Collections.reverse(sessionsReversed);
        attributes = only(HttpSessionAttributeListener.class, all);
        ids = only(HttpSessionIdListener.class, all);
    }

    private static <T> List<T> only(Class<T> kind, List<Object> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void created(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(sessions, listener -> listener.sessionCreated(event));
    }

    void destroyed(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(sessionsReversed, listener -> listener.sessionDestroyed(event));
    }

    void idChanged(HttpSession session, String oldId) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(ids, listener -> listener.sessionIdChanged(event, oldId));
    }

    void attributeAdded(HttpSession session, String name, Object value) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        tell(attributes, listener -> listener.attributeAdded(event));
    }

    void attributeReplaced(HttpSession session, String name, Object oldValue) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, oldValue);
        tell(attributes, listener -> listener.attributeReplaced(event));
    }

    void attributeRemoved(HttpSession session, String name, Object value) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        tell(attributes, listener -> listener.attributeRemoved(event));
    }

    private static <T> void tell(List<T> listeners, Consumer<T> event) {
        listeners.forEach(listener -> Calmly.tell(listener, event));
    }
}
