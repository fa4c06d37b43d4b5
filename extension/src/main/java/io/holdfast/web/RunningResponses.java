package io.holdfast.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that run on though their response is on its way, as streams of events do: what they change in their
 * session must not wait for their end. Thread-safe.
 */
final class RunningResponses {

    private final Set<SessionSaver> all = ConcurrentHashMap.newKeySet();

    void begun(SessionSaver request) {
        all.add(request);
    }

    void over(SessionSaver request) {
        all.remove(request);
    }

    /** Saves what they have changed since this was called last. */
    void save() {
        all.forEach(SessionSaver::meanwhile);
    }
}
