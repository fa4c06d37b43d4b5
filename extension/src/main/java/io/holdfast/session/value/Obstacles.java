package io.holdfast.session.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes of an object graph that keep it from being stored, all of them. Found by writing it once more, with
 * nothing in place of what is not serialisable: that goes where serialisation goes, which no search through fields
 * does.
 */
final class Obstacles {

    private static final int MOST = 20;

    private final Map<Class<?>, String> unserializable;
    private final Map<Class<?>, String> refused;

    private Obstacles(Map<Class<?>, String> unserializable, Map<Class<?>, String> refused) {
        this.unserializable = unserializable;
        this.refused = refused;
    }

    static Obstacles in(Object root, AllowedClasses allowed, ReplacedObjects replacedObjects) {
        Set<Class<?>> unserializable = new LinkedHashSet<>();
        Set<Class<?>> written = new LinkedHashSet<>();
        try (Sieve sieve = new Sieve(replacedObjects, unserializable, written)) {
            sieve.writeObject(root);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // a class fails in its own part: what was found before it is told
        }
        written.removeIf(allowed::contain);
        return new Obstacles(ObjectPaths.to(unserializable, root), ObjectPaths.to(written, root));
    }

    boolean isEmpty() {
        return unserializable.isEmpty() && refused.isEmpty();
    }

    /** What is wrong and what to do, for all of them; a bounded number by name. */
    String told() {
        List<String> parts = new ArrayList<>();
        if (!unserializable.isEmpty()) {
            parts.add(notSerializable(names(unserializable), unserializable.size() == 1));
        }
        if (!refused.isEmpty()) {
            parts.add(notAllowed(names(refused), refused.size() == 1));
        }
        return String.join("; and ", parts);
    }

    private static String names(Map<Class<?>, String> found) {
        String first = found.values().stream().limit(MOST).collect(Collectors.joining(", "));
        return found.size() > MOST ? first + " and " + (found.size() - MOST) + " more" : first;
    }

    static String notSerializable(String names, boolean isOne) {
        return isOne
                ? names + " is not serialisable; make that class implement java.io.Serializable or the field transient"
                : names + " are not serialisable; make these classes implement java.io.Serializable or the fields"
                        + " transient";
    }

    static String notAllowed(String name) {
        return notAllowed(name, true);
    }

    private static String notAllowed(String names, boolean isOne) {
        return isOne
                ? "class " + names + " is not allowed in attributes that are read back; if it is trusted, list it in"
                        + " holdfast.allowed-classes"
                : "classes " + names + " are not allowed in attributes that are read back; if they are trusted, list"
                        + " them in holdfast.allowed-classes";
    }

    private static final class Sieve extends ObjectOutputStream {

        private final ReplacedObjects replacedObjects;
        private final Set<Class<?>> unserializable;
        private final Set<Class<?>> written;

        Sieve(ReplacedObjects replacedObjects, Set<Class<?>> unserializable, Set<Class<?>> written) throws IOException {
            super(OutputStream.nullOutputStream());
            this.replacedObjects = replacedObjects;
            this.unserializable = unserializable;
            this.written = written;
            enableReplaceObject(true);
        }

        @Override
        protected @Nullable Object replaceObject(Object value) {
            Object stored = replacedObjects.stored(value);
            if (stored instanceof Serializable) {
                return stored;
            }
            unserializable.add(stored.getClass());
            return null;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            Class<?> element = type;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            written.add(element);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) {
            written.add(Proxy.class);
            written.addAll(List.of(type.getInterfaces()));
        }
    }
}
