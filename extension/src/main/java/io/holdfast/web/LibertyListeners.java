package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Open Liberty: a list of its web application for each kind.
 *
 * @param application {@code com.ibm.ws.webcontainer.webapp.WebApp}
 */
record LibertyListeners(Object application) implements ListenerAccess {

    private static final String APPLICATION = "com.ibm.ws.webcontainer.webapp.WebApp";
    private static final String FACADE = "com.ibm.wsspi.webcontainer.facade.ServletContextFacade";

    static boolean isOne(ServletContext context) {
        return Insides.is(context, APPLICATION) || Insides.is(context, FACADE);
    }

    static ListenerAccess of(ServletContext context) throws ReflectiveOperationException {
        return new LibertyListeners(Insides.is(context, APPLICATION) ? context : Insides.have(context, "context"));
    }

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        return Insides.lists(application, "sessionListeners", "sessionAttrListeners", "sessionIdListeners");
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        Insides.list(application, "servletRequestListeners").replaceAll(replacement);
    }

    /** One list of all until the container has started the application, and one for each kind of mapping after. */
    @Override
    public void putFirst(String filter) throws ReflectiveOperationException {
        Object configuration = Insides.have(application, "config");
        for (String kind : List.of("filterMappings", "uriFilterMappingInfos", "servletFilterMappingInfos")) {
            if (Insides.get(configuration, kind) != null) {
                FilterMappings.putFirst(filter, Insides.list(configuration, kind), "getFilterConfig");
            }
        }
    }
}
