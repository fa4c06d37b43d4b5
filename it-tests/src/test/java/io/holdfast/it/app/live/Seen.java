package io.holdfast.it.app.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which objects requests of this server were given, told apart by {@code ==}; keeps them all. */
@ApplicationScoped
public class Seen {

    private final Map<String, IdentityHashMap<Object, Integer>> byName = new TreeMap<>();

    /** How often each object was noted under that name, this time included. */
    String note(String name, Object object) {
        synchronized (byName) {
            IdentityHashMap<Object, Integer> times = byName.computeIfAbsent(name, unused -> new IdentityHashMap<>());
            times.merge(object, 1, Integer::sum);
            return times.values().toString();
        }
    }
}
