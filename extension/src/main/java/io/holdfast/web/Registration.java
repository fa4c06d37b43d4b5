package io.holdfast.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.List;

/**
 * What was found out about an application when its container started it.
 *
 * @param cookie what it says of its session cookie
 * @param containerCookie that of the container's own sessions, which Payara hands out at this time only
 * @param listeners its session listeners, in the order in which they are told
 * @param containerListeners the container's own instances of them, once it has started the application
 */
record Registration(
        CookieSettings cookie,
        SessionCookieConfig containerCookie,
        List<Class<?>> listeners,
        ContainerListeners containerListeners) {

    private static final String ATTRIBUTE = Registration.class.getName();
    /** The name of our filter. */
    static final String FILTER = "Holdfast";

    static boolean isMade(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Registration;
    }

    void keepIn(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    static Registration of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Registration made) {
            return made;
        }
        throw new IllegalStateException(
                "Holdfast's ServletContainerInitializer was not called for the application at \""
                        + context.getContextPath() + "\"; the container must see META-INF/services of Holdfast's jar");
    }

    /** As {@link ContainerListeners#putFirst}, of our filter. */
    void putFilterFirst() {
        containerListeners.putFirst(FILTER);
    }
}
