package io.holdfast.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that run on though their response is on its way, as streams of events do: what they change in their
 * session must not wait for their end. Thread-safe.
 */
final class RunningResponses {

    private final Set<Runnable> all = ConcurrentHashMap.newKeySet();

    /** @param save saves what one of them has changed; never throws */
    void begun(Runnable save) {
        all.add(save);
    }

    void over(Runnable save) {
        all.remove(save);
    }

    /** Saves what they have changed since this was called last. */
    void save() {
        all.forEach(Runnable::run);
    }
}
