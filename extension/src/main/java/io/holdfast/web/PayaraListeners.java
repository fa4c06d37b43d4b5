package io.holdfast.web;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Payara and GlassFish, whose Tomcat has gone its own way: lists of its context.
 *
 * @param context {@code org.apache.catalina.core.StandardContext}
 */
record PayaraListeners(Object context) implements ListenerAccess {

    private static final String OTHERS = "eventListeners";

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        return Insides.lists(context, "sessionListeners", OTHERS);
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        Insides.list(context, OTHERS).replaceAll(replacement);
    }

    /** Here the last one that asked is first. */
    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        FilterMappings.putFirst(filter, Insides.list(context, "filterMaps"));
    }
}
