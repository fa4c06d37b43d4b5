package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Those of Open Liberty: a list of its web application for each kind.
 *
 * @param application {@code com.ibm.ws.webcontainer.webapp.WebApp}
 */
record LibertyListeners(Object application) implements ContainerListeners.Way {

    private static final String APPLICATION = "com.ibm.ws.webcontainer.webapp.WebApp";
    private static final String FACADE = "com.ibm.wsspi.webcontainer.facade.ServletContextFacade";

    static boolean isOne(ServletContext context) {
        return Insides.is(context, APPLICATION) || Insides.is(context, FACADE);
    }

    static ContainerListeners.Way of(ServletContext context) throws ReflectiveOperationException {
        return new LibertyListeners(Insides.is(context, APPLICATION) ? context : Insides.have(context, "context"));
    }

    @Override
    public List<Object> all() throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>();
        for (String kind : List.of("sessionListeners", "sessionAttrListeners", "sessionIdListeners")) {
            all.addAll(Insides.list(application, kind));
        }
        return all;
    }

    @Override
    public void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException {
        Insides.list(application, "servletRequestListeners").replaceAll(replacement);
    }
}
