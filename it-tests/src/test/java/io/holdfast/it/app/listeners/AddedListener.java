package io.holdfast.it.app.listeners;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the sessions that are there, as a registry of logged-in users does; of use only in the one instance. */
final class AddedListener implements HttpSessionListener {

    private final Set<String> present = ConcurrentHashMap.newKeySet();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        present.add(event.getSession().getId());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        present.remove(event.getSession().getId());
    }

    boolean knows(String id) {
        return present.contains(id);
    }
}
