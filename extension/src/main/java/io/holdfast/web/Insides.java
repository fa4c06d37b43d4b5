package io.holdfast.web;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks into objects of containers, whose classes no application can name. Stateless. */
final class Insides {

    private Insides() {}

    /**
     * What a field of {@code owner} holds, whichever of its classes declares it.
     *
     * @throws ReflectiveOperationException if there is none, or none that may be read
     */
    static @Nullable Object get(Object owner, String field) throws ReflectiveOperationException {
        return field(owner, field).get(owner);
    }

    /** As {@link #get}, of one that is never null. */
    static Object have(Object owner, String field) throws ReflectiveOperationException {
        return Objects.requireNonNull(get(owner, field), field);
    }

    /** As {@link #have}, of a list; the list itself. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object owner, String field) throws ReflectiveOperationException {
        return (List<Object>) have(owner, field);
    }

    /** What several lists hold, one after the other, in a list of its own. */
    static List<Object> lists(Object owner, String... fields) throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>();
        for (String field : fields) {
            all.addAll(list(owner, field));
        }
        return all;
    }

    static void set(Object owner, String field, Object value) throws ReflectiveOperationException {
        field(owner, field).set(owner, value);
    }

    /** What a public method without parameters returns. */
    static Object call(Object owner, String method) throws ReflectiveOperationException {
        Method found = owner.getClass().getMethod(method);
        accessible(found);
        return Objects.requireNonNull(found.invoke(owner), method);
    }

    /** Calls a method on another object, for a proxy; what the method throws comes out as it is. */
    static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Whether it is of a class of that name, or of one that extends it. */
    static boolean is(Object one, String className) {
        Class<?> type = one.getClass();
        while (type != null && !type.getName().equals(className)) {
            type = type.getSuperclass();
        }
        return type != null;
    }

    private static Field field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    accessible(field);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
    }

    private static void accessible(AccessibleObject member) throws ReflectiveOperationException {
        if (!member.trySetAccessible()) {
            throw new IllegalAccessException("not open to applications: " + member);
        }
    }
}
