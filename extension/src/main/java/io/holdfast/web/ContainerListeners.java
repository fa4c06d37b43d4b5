package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of an application as its container has them. The Servlet API shows them to nobody, so each make of
 * container has a way of its own into its objects; of a make that is not known, or has changed, there are none.
 */
final class ContainerListeners {

    /** Of a container that is not known. */
    static final ContainerListeners NONE = new ContainerListeners(null);

    /** These look after the container's own sessions and contexts, which are not ours. */
    private static final List<String> NOT_OF_APPLICATIONS = List.of(
            "org.jboss.weld.",
            "org.apache.webbeans.",
            "io.undertow.",
            "org.wildfly.",
            "org.jboss.as.",
            "org.apache.catalina.",
            "org.eclipse.jetty.",
            "com.sun.enterprise.",
            "org.glassfish.",
            "fish.payara.",
            "com.ibm.",
            "io.openliberty.");

    private static final System.Logger LOG = System.getLogger(ContainerListeners.class.getName());

    private final @Nullable ListenerAccess access;

    private ContainerListeners(@Nullable ListenerAccess access) {
        this.access = access;
    }

    private interface Look {
        void at(ListenerAccess access) throws ReflectiveOperationException;
    }

    /** Those of the application that has this context, as its initializers are given it. */
    static ContainerListeners of(ServletContext context) {
        try {
            if (Insides.is(context, "io.undertow.servlet.spec.ServletContextImpl")) {
                return new ContainerListeners(UndertowListeners.of(context));
            }
            if (Insides.is(context, "org.apache.catalina.core.ApplicationContextFacade")) {
                return new ContainerListeners(CatalinaListeners.of(context));
            }
            if (JettyListeners.isOne(context)) {
                return new ContainerListeners(JettyListeners.of(context));
            }
            return LibertyListeners.isOne(context) ? new ContainerListeners(LibertyListeners.of(context)) : NONE;
        } catch (ReflectiveOperationException | RuntimeException e) {
            tell(e);
            return NONE;
        }
    }

    /** Whether it is one of the container's own. */
    static boolean isOfContainer(Class<?> listener) {
        String name = listener.getName();
        return NOT_OF_APPLICATIONS.stream().anyMatch(name::startsWith);
    }

    private static void tell(Exception why) {
        LOG.log(System.Logger.Level.DEBUG, "This container shows its listeners to nobody", why);
    }

    /** In the container's order, and the very objects that it tells. */
    List<Object> all() {
        List<Object> all = new ArrayList<>();
        look(found -> all.addAll(found.all()));
        return all;
    }

    /**
     * Has the container tell others of requests in their place.
     *
     * @param replacement returns its argument if that is to stay
     */
    void replaceAll(UnaryOperator<Object> replacement) {
        look(found -> found.replaceAll(replacement));
    }

    /**
     * Has all filters that the application has by now come after this one; before its first request. Others ask to be
     * first too, and initializers are called in no order.
     */
    void putFirst(String filter) {
        look(found -> found.putFirst(filter));
    }

    private void look(Look look) {
        try {
            if (access != null) {
                look.at(access);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            tell(e);
        }
    }
}
