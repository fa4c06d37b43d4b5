package io.holdfast.cdi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** An object of a servlet type that does what the public methods of another object do, and nothing else. */
final class Fake {

    private Fake() {}

    static <T> T of(Class<T> type, Object behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> type.getSimpleName() + " of " + behaviour;
                        };
                    }
                    return behaviour(behaviour, method, arguments);
                }));
    }

    private static Object behaviour(Object behaviour, Method method, Object[] arguments) throws Throwable {
        try {
            Method same = behaviour.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            same.setAccessible(true);
            return same.invoke(behaviour, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(method + " with " + Arrays.toString(arguments), e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
