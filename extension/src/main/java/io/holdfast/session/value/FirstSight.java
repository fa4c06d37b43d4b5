package io.holdfast.session.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the classes that values were made of which could be stored. Looks at a value itself and, if it is one of the
 * JDK's collections, at some of what it holds: as much as costs next to nothing. Thread-safe.
 */
final class FirstSight {

    private static final int OBJECTS = 64;
    private static final int LEVELS = 3;

    private final Set<Class<?>> readable;
    private final Set<Class<?>> stored = ConcurrentHashMap.newKeySet();

    /** @param readable known besides */
    FirstSight(Set<Class<?>> readable) {
        this.readable = readable;
    }

    /** What is new about a value. */
    final class Look {

        private final Set<Class<?>> unknown = new HashSet<>();
        private int objects;

        private Look() {}

        boolean isKnown() {
            return unknown.isEmpty();
        }

        /** It could be stored, so its classes are no news any more. */
        void remember() {
            stored.addAll(unknown);
        }

        private void at(Object value, int levels) {
            Class<?> type = value.getClass();
            if (type != String.class && !readable.contains(type) && !stored.contains(type)) {
                unknown.add(type);
            }
            if (levels == 0 || type.getClassLoader() != null) {
                return;
            }
            for (Object element : elements(value)) {
                if (++objects > OBJECTS) {
                    return;
                }
                if (element != null) {
                    at(element, levels - 1);
                }
            }
        }

        private static Collection<?> elements(Object value) {
            if (value instanceof Collection<?> collection) {
                return collection;
            }
            if (value instanceof Map<?, ?> map) {
                return map.values();
            }
            return value instanceof Object[] array ? Arrays.asList(array) : List.of();
        }
    }

    /** Not of collections of an application's making, whose iterator may do anything. */
    Look look(Object value) {
        Look look = new Look();
        try {
            look.at(value, LEVELS);
        } catch (RuntimeException e) {
            // another thread changes it: what was seen is seen
        }
        return look;
    }
}
