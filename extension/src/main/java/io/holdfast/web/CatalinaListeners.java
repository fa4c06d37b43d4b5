package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Tomcat: arrays of its context, one of the listeners of the context and of sessions, and one of all others.
 *
 * @param context {@code org.apache.catalina.core.StandardContext}
 */
record CatalinaListeners(Object context) implements ListenerAccess {

    private static final String OTHERS = "ApplicationEventListeners";

    static ListenerAccess of(ServletContext facade) throws ReflectiveOperationException {
        Object context = Insides.have(Insides.have(facade, "context"), "context");
        Object others = Insides.call(context, "get" + OTHERS);
        return others instanceof Object[] ? new CatalinaListeners(context) : new PayaraListeners(context);
    }

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        List<Object> all =
                new ArrayList<>(Arrays.asList((Object[]) Insides.call(context, "getApplicationLifecycleListeners")));
        all.addAll(others());
        return all;
    }

    private List<Object> others() throws ReflectiveOperationException {
        return Arrays.asList((Object[]) Insides.call(context, "get" + OTHERS));
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        Object[] replaced = others().stream().map(replacement).toArray();
        context.getClass().getMethod("set" + OTHERS, Object[].class).invoke(context, (Object) replaced);
    }

    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        Object mappings = Insides.have(context, "filterMaps");
        Object[] all = (Object[]) Insides.have(mappings, "array");
        Insides.set(
                mappings,
                "array",
                FilterMappings.withFirst(filter, List.of(all)).toArray(all.clone()));
    }
}
