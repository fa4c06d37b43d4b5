package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Jetty: a list of its session handler for each kind, and one of its context handler of those of requests.
 *
 * @param handler {@code org.eclipse.jetty.ee10.servlet.ServletContextHandler}, or another EE's
 */
record JettyListeners(Object handler) implements ListenerAccess {

    private static final String PACKAGES = "org.eclipse.jetty.ee";

    static boolean isOne(ServletContext context) {
        return context.getClass().getName().startsWith(PACKAGES);
    }

    static ListenerAccess of(ServletContext context) throws ReflectiveOperationException {
        return new JettyListeners(Insides.call(context, "getContextHandler"));
    }

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        Object sessions = Insides.call(handler, "getSessionHandler");
        return Insides.lists(sessions, "_sessionListeners", "_sessionAttributeListeners", "_sessionIdListeners");
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        Insides.list(handler, "_servletRequestListeners").replaceAll(replacement);
    }

    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        Object filters = Insides.call(handler, "getServletHandler");
        Object[] mappings = (Object[]) Insides.call(filters, "getFilterMappings");
        Object[] ordered = FilterMappings.withFirst(filter, List.of(mappings)).toArray(mappings.clone());
        filters.getClass().getMethod("setFilterMappings", mappings.getClass()).invoke(filters, (Object) ordered);
    }
}
