package io.holdfast.web;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The listeners of an application as its container has them. The Servlet API shows them to nobody, so each make of
 * container has a way of its own into its objects; of a make that is not known, or has changed, there are none.
 */
interface ContainerListeners {

    /** Of a container that is not known. */
    ContainerListeners NONE = new ContainerListeners() {
        @Override
        public List<Object> all() {
            return List.of();
        }

        @Override
        public void replaceAll(UnaryOperator<Object> replacement) {}
    };

    /** In the container's order, and the very objects that it tells. */
    List<Object> all() throws ReflectiveOperationException;

    /**
     * Has the container tell others of requests in their place.
     *
     * @param replacement returns its argument if that is to stay
     */
    void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException;

    /** Those of the application that has this context, as its initializers are given it. */
    static ContainerListeners of(ServletContext context) {
        try {
            if (Insides.is(context, "io.undertow.servlet.spec.ServletContextImpl")) {
                return UndertowListeners.of(context);
            }
            if (Insides.is(context, "org.apache.catalina.core.ApplicationContextFacade")) {
                return CatalinaListeners.of(context);
            }
            return LibertyListeners.isOne(context) ? LibertyListeners.of(context) : NONE;
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(ContainerListeners.class.getName())
                    .log(System.Logger.Level.DEBUG, "This container shows its listeners to nobody", e);
            return NONE;
        }
    }
}
