package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Undertow, WildFly's: {@code ManagedListener}s, each with a handle to its instance.
 *
 * @param deployment {@code io.undertow.servlet.api.Deployment}
 */
record UndertowListeners(Object deployment) implements ListenerAccess {

    private static final String HANDLE = "handle";
    private static final String INSTANCE = "getInstance";

    static ListenerAccess of(ServletContext context) throws ReflectiveOperationException {
        return new UndertowListeners(Insides.call(context, "getDeployment"));
    }

    private List<?> managed() throws ReflectiveOperationException {
        Object listeners = Insides.call(deployment, "getApplicationListeners");
        return List.copyOf(Insides.list(listeners, "allListeners"));
    }

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>();
        for (Object one : managed()) {
            if (Insides.get(one, HANDLE) != null) { // those that are started
                all.add(Insides.call(one, "instance"));
            }
        }
        return all;
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        for (Object one : managed()) {
            Object handle = Insides.get(one, HANDLE);
            if (handle != null) {
                Object instance = Insides.call(handle, INSTANCE);
                Object other = replacement.apply(instance);
                if (other != instance) {
                    Insides.set(one, HANDLE, to(other, handle));
                }
            }
        }
    }

    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        Object info = Insides.call(deployment, "getDeploymentInfo");
        FilterMappings.putFirst(filter, Insides.list(info, "filterUrlMappings"));
        FilterMappings.putFirst(filter, Insides.list(info, "filterServletNameMappings"));
        Object paths = Insides.call(deployment, "getServletPaths");
        paths.getClass().getMethod("invalidate").invoke(paths);
    }

    private static Object to(Object instance, Object handle) {
        Class<?> type = handle.getClass().getInterfaces()[0];
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        method.getName().equals(INSTANCE) ? instance : Insides.invoke(method, handle, arguments));
    }
}
