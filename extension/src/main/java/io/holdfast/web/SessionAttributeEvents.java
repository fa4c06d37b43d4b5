package io.holdfast.web;

import io.holdfast.SessionAttributes;
import io.holdfast.UnreadableAttributeException;
import io.holdfast.store.AttributeListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes with the events that belong to them (Jakarta Servlet 6.0 sections 7.4 and 7.7.2): values are
 * told that they are bound and unbound, that they came from another server and may leave for one. Thread-safe; holds no
 * lock while it tells.
 */
final class SessionAttributeEvents implements AttributeListener {

    private final HttpSession session;
    private final SessionListeners listeners;
    private final Map<String, Passivated> passive = new ConcurrentHashMap<>();

    /**
     * A value that was told that it may leave, under its name, so that what others took the place of is let go; by
     * identity.
     */
    private static final class Passivated {
        private final HttpSessionActivationListener listener;
        private final Thread saver;

        Passivated(HttpSessionActivationListener listener, Thread saver) {
            this.listener = listener;
            this.saver = saver;
        }
    }

    SessionAttributeEvents(HttpSession session, SessionListeners listeners) {
        this.session = session;
        this.listeners = listeners;
    }

    @Nullable
    Object get(SessionAttributes attributes, String name) {
        Object value = attributes.get(name);
        if (value instanceof HttpSessionActivationListener) {
            activate(one -> one.listener == value);
        }
        return value;
    }

    void set(SessionAttributes attributes, String name, Object value) {
        Object old = readable(attributes, name);
        if (value != old && value instanceof HttpSessionBindingListener listener) {
            ListenerCalls.notifySafely(
                    listener, told -> told.valueBound(new HttpSessionBindingEvent(session, name, value)));
        }
        attributes.set(name, value);
        if (old == null) {
            listeners.attributeAdded(session, name, value);
        } else {
            if (value != old) {
                unbound(name, old);
            }
            listeners.attributeReplaced(session, name, old);
        }
    }

    void remove(SessionAttributes attributes, String name) {
        Object old = readable(attributes, name);
        attributes.remove(name);
        if (old != null) {
            unbound(name, old);
            listeners.attributeRemoved(session, name, old);
        }
    }

    /** Tells the attributes of a session that has ended, and the listeners, as if each had been removed. */
    void unbindAll(SessionAttributes attributes) {
        for (String name : List.copyOf(attributes.names())) {
            Object value = readable(attributes, name);
            if (value != null) {
                unbound(name, value);
                listeners.attributeRemoved(session, name, value);
            }
        }
    }

    @Override
    public void decoded(String name, Object value) {
        if (value instanceof HttpSessionActivationListener listener) {
            activate(listener);
        }
    }

    @Override
    public void encoding(String name, Object value) {
        if (value instanceof HttpSessionActivationListener listener) {
            boolean isTold =
                    passive.values().stream().anyMatch(one -> one.listener == value); // by another name, perhaps
            passive.put(name, new Passivated(listener, Thread.currentThread()));
            if (!isTold) {
                HttpSessionEvent event = new HttpSessionEvent(session);
                ListenerCalls.notifySafely(listener, told -> told.sessionWillPassivate(event));
            }
        }
    }

    /**
     * After a save in the middle of a request: the values that were turned into bytes are used further. Only those of
     * this thread's save: another one's may be at it still.
     */
    void reactivate() {
        activate(one -> one.saver == Thread.currentThread());
    }

    /** Each value once, though it is there under two names. */
    private void activate(Predicate<Passivated> which) {
        Set<HttpSessionActivationListener> active = Collections.newSetFromMap(new IdentityHashMap<>());
        passive.forEach((name, one) -> {
            if (which.test(one) && passive.remove(name, one)) {
                active.add(one.listener);
            }
        });
        active.forEach(this::activate);
    }

    private void activate(HttpSessionActivationListener listener) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        ListenerCalls.notifySafely(listener, told -> told.sessionDidActivate(event));
    }

    private void unbound(String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            ListenerCalls.notifySafely(
                    listener, told -> told.valueUnbound(new HttpSessionBindingEvent(session, name, value)));
        }
    }

    /** An attribute that cannot be read cannot be told of its removal either. */
    private @Nullable Object readable(SessionAttributes attributes, String name) {
        try {
            return get(attributes, name);
        } catch (UnreadableAttributeException e) {
            return null;
        }
    }
}
