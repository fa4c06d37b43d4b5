package io.holdfast.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Payara and GlassFish, whose Tomcat has gone its own way: lists of its context.
 *
 * @param context {@code org.apache.catalina.core.StandardContext}
 */
record PayaraListeners(Object context) implements ContainerListeners.Way {

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>(Insides.list(context, "sessionListeners"));
        all.addAll(others());
        return all;
    }

    private List<Object> others() throws ReflectiveOperationException {
        return Insides.list(context, "eventListeners");
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        others().replaceAll(replacement);
    }

    /** Here the last one that asked is first. */
    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        FilterMappings.putFirst(filter, Insides.list(context, "filterMaps"));
    }
}
