package io.holdfast.session;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds by which fields an object that cannot be stored is reached, for the error message.
 *
 * <p>Reflection after the failure; the JDK's own {@code sun.io.serialization.extendedDebugInfo} would have to be set
 * for the whole process before the first stream is made.
 */
final class UnserializablePath {

    private static final int MAX_DEPTH = 64;

    private final Predicate<Object> culprit;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private UnserializablePath(Predicate<Object> culprit) {
        this.culprit = culprit;
    }

    /** For example {@code com.example.Printer at cart.items[0].printer}; without a path where none can be found. */
    static String find(Object root, NotSerializableException failure) {
        String className = String.valueOf(failure.getMessage());
        return find(
                root,
                className,
                object -> object.getClass().getName().equals(className) && !(object instanceof Serializable));
    }

    /** The same for a class that may not be read back; an object of a subclass counts, and the class itself. */
    static String find(Object root, Class<?> refused) {
        return find(root, refused.getName(), object -> refused.isInstance(object) || object == refused);
    }

    private static String find(Object root, String className, Predicate<Object> culprit) {
        Optional<String> path = new UnserializablePath(culprit).calmly(root);
        return path.isEmpty() || path.get().isEmpty()
                ? className
                : className + " at " + root.getClass().getSimpleName() + path.get();
    }

    private Optional<String> calmly(Object root) {
        try {
            return search(root, "", 0);
        } catch (RuntimeException e) {
            return Optional.empty(); // of a collection of the application's making: the message goes without a path
        }
    }

    private Optional<String> search(Object object, String path, int depth) {
        if (culprit.test(object)) {
            return Optional.of(path);
        }
        if (depth > MAX_DEPTH || !seen.add(object)) {
            return Optional.empty();
        }
        if (object instanceof Object[] array) {
            return searchAll(java.util.Arrays.asList(array), path, depth);
        }
        if (object instanceof Collection<?> collection) {
            return searchAll(collection, path, depth);
        }
        if (object instanceof Map<?, ?> map) {
            return searchAll(map.keySet(), path + ".keys", depth).or(() -> searchAll(map.values(), path, depth));
        }
        return searchFields(object, path, depth);
    }

    private Optional<String> searchAll(Collection<?> elements, String path, int depth) {
        int index = 0;
        for (Object element : elements) {
            String here = path + "[" + index++ + "]";
            Optional<String> found = element == null ? Optional.empty() : search(element, here, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> searchFields(Object object, String path, int depth) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
                    continue;
                }
                Optional<String> found = searchField(object, field, path + "." + field.getName(), depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> searchField(Object object, Field field, String path, int depth) {
        if (field.getType().isPrimitive()) {
            return Optional.empty();
        }
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            return value == null ? Optional.empty() : search(value, path, depth + 1);
        } catch (IllegalAccessException | InaccessibleObjectException | SecurityException e) {
            return Optional.empty(); // a class of another module: the path ends before it
        }
    }
}
