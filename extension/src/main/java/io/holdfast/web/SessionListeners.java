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
import org.jspecify.annotations.Nullable;

/**
 * The application's session listeners, in the instances that its container made or was given, whichever way they were
 * added; made here only if the container shows none. One that throws keeps neither the others nor the request.
 * Thread-safe.
 */
final class SessionListeners {

    private final ContainerListeners container;
    private final List<Class<?>> classes;
    private final ListenerFactory factory;
    private final List<Object> made = new ArrayList<>();
    private volatile boolean complete;
    private volatile @Nullable Kinds known;

    /** Those of each kind. */
    private record Kinds(
            List<HttpSessionListener> sessions,
            List<HttpSessionListener> sessionsReversed,
            List<HttpSessionAttributeListener> attributes,
            List<HttpSessionIdListener> ids) {

        static Kinds of(List<Object> all) {
            List<HttpSessionListener> sessions = only(HttpSessionListener.class, all);
            List<HttpSessionListener> reversed = new ArrayList<>(sessions);
            Collections.reverse(reversed);
            return new Kinds(
                    sessions,
                    reversed,
                    only(HttpSessionAttributeListener.class, all),
                    only(HttpSessionIdListener.class, all));
        }

        private static <T> List<T> only(Class<T> kind, List<Object> all) {
            return all.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /**
     * @param classes that are known to be the application's
     * @param factory for those of which the container has no instance
     */
    SessionListeners(ContainerListeners container, List<Class<?>> classes, ListenerFactory factory) {
        this.container = container;
        this.classes = classes;
        this.factory = factory;
        if (container == ContainerListeners.NONE) {
            complete();
            Kinds unused = kinds(); // an application whose listeners cannot be made does not start
        }
    }

    /** The application has started: no more can be added. */
    void complete() {
        complete = true;
    }

    private Kinds kinds() {
        Kinds kinds = known;
        if (kinds == null) {
            boolean isComplete = complete;
            kinds = Kinds.of(all());
            known = isComplete ? kinds : null;
        }
        return kinds;
    }

    private synchronized List<Object> all() {
        List<Object> all = new ArrayList<>();
        for (Object listener : container.all()) {
            Object own = ListenerProxy.within(listener);
            if (!ContainerListeners.isOfContainer(own.getClass())
                    && all.stream().noneMatch(other -> other == own)) {
                all.add(own);
            }
        }
        for (Class<?> type : classes) {
            if (all.stream().noneMatch(type::isInstance)) {
                all.add(made(type));
            }
        }
        return all;
    }

    private Object made(Class<?> type) {
        return made.stream().filter(type::isInstance).findFirst().orElseGet(() -> {
            Object fresh = factory.create(type);
            made.add(fresh);
            return fresh;
        });
    }

    void created(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(kinds().sessions, listener -> listener.sessionCreated(event));
    }

    void destroyed(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(kinds().sessionsReversed, listener -> listener.sessionDestroyed(event));
    }

    void idChanged(HttpSession session, String oldId) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        tell(kinds().ids, listener -> listener.sessionIdChanged(event, oldId));
    }

    void attributeAdded(HttpSession session, String name, Object value) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        tell(kinds().attributes, listener -> listener.attributeAdded(event));
    }

    void attributeReplaced(HttpSession session, String name, Object oldValue) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, oldValue);
        tell(kinds().attributes, listener -> listener.attributeReplaced(event));
    }

    void attributeRemoved(HttpSession session, String name, Object value) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
        tell(kinds().attributes, listener -> listener.attributeRemoved(event));
    }

    private static <T> void tell(List<T> listeners, Consumer<T> event) {
        listeners.forEach(listener -> ListenerCalls.notifySafely(listener, event));
    }
}
