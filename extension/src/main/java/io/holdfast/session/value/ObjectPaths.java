package io.holdfast.session.value;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds by which fields objects of some classes are reached, for the error message.
 *
 * <p>Reflection after the failure; the JDK's own {@code sun.io.serialization.extendedDebugInfo} would have to be set
 * for the whole process before the first stream is made.
 */
final class ObjectPaths {

    private static final int MAX_DEPTH = 500;
    private static final int MAX_LENGTH = 200;

    private final Set<Class<?>> wanted;
    private final Map<Class<?>, String> found = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ObjectPaths(Set<Class<?>> wanted) {
        this.wanted = new LinkedHashSet<>(wanted);
    }

    /**
     * Each class with the way to its first object, for example {@code com.example.Printer at cart.items[0].printer};
     * without it if none can be found. The class itself counts as an object; so does, if the class is serialisable and
     * thus was refused, one of a subclass.
     */
    static Map<Class<?>, String> to(Set<Class<?>> wanted, Object root) {
        Map<Class<?>, String> told = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            Map<Class<?>, String> paths = new ObjectPaths(wanted).calmly(root);
            String start = root.getClass().getSimpleName();
            wanted.forEach(type -> {
                String path = paths.getOrDefault(type, "");
                told.put(type, path.isEmpty() ? type.getName() : type.getName() + " at " + shortened(start + path));
            });
        }
        return told;
    }

    private static String shortened(String path) {
        return path.length() <= MAX_LENGTH
                ? path
                : path.substring(0, MAX_LENGTH / 2) + "..." + path.substring(path.length() - MAX_LENGTH / 2);
    }

    private Map<Class<?>, String> calmly(Object root) {
        try {
            search(root, "", 0);
        } catch (RuntimeException | StackOverflowError e) {
            // of a collection of the application's making, or too deep: the message goes without further paths
        }
        return found;
    }

    private void search(Object object, String path, int depth) {
        if (wanted.isEmpty() || depth > MAX_DEPTH || !seen.add(object)) {
            return;
        }
        wanted.removeIf(type -> isOf(type, object, path));
        if (object instanceof Object[] array) {
            searchAll(Arrays.asList(array), path, depth);
        } else if (object instanceof Collection<?> collection) {
            searchAll(collection, path, depth);
        } else if (object instanceof Map<?, ?> map) {
            searchAll(map.keySet(), path + ".keys", depth);
            searchAll(map.values(), path, depth);
        } else {
            searchFields(object, path, depth);
        }
    }

    private boolean isOf(Class<?> type, Object object, String path) {
        boolean isWrittenForSubclasses = type.isInterface() || Serializable.class.isAssignableFrom(type);
        boolean is = object == type
                || (isWrittenForSubclasses
                        ? type.isInstance(object)
                        : object.getClass().equals(type));
        if (is) {
            found.put(type, path);
        }
        return is;
    }

    private void searchAll(Collection<?> elements, String path, int depth) {
        int index = 0;
        for (Object element : elements) {
            if (element != null) {
                search(element, path + "[" + index + "]", depth + 1);
            }
            index++;
        }
    }

    private void searchFields(Object object, String path, int depth) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.getType().isPrimitive()) {
                    searchField(object, field, path + "." + field.getName(), depth);
                }
            }
        }
    }

    private void searchField(Object object, Field field, String path, int depth) {
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            if (value != null) {
                search(value, path, depth + 1);
            }
        } catch (IllegalAccessException | InaccessibleObjectException | SecurityException e) {
            // a class of another module: the path ends before it
        }
    }
}
