package io.holdfast.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private static final String FILTER = "Holdfast";
    private static final String CONTAINERS_DEFAULT_NAME = "JSESSIONID";
    private static final String CONTAINERS_NEW_NAME_SUFFIX = "_LOCAL";

    static void make(ServletContext context, @Nullable Set<Class<?>> handled) {
        FilterRegistration.Dynamic filter = context.addFilter(FILTER, new SessionFilter());
        if (filter == null) {
            return;
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        ContainerListeners containerListeners = ContainerListeners.of(context);
        context.addListener(new RequestScopeListener(containerListeners));
        SessionCookieConfig containerCookie = context.getSessionCookieConfig();
        CookieSettings cookie = takeCookie(containerCookie);
        List<Class<?>> listeners = new ListenerClasses(context).find(handled);
        context.setAttribute(ATTRIBUTE, new Registration(cookie, containerCookie, listeners, containerListeners));
    }

    static boolean isMade(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Registration;
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

    /** Two cookies of one name would lose sessions: ours gets the name that browsers know, the container's another. */
    private static CookieSettings takeCookie(SessionCookieConfig container) {
        String name = container.getName() == null ? CONTAINERS_DEFAULT_NAME : container.getName();
        CookieSettings found = new CookieSettings(
                name,
                path(container, CookiePrefix.of(name)),
                domain(container),
                container.isSecure() ? true : null,
                sameSite(container),
                container.getMaxAge());
        container.setName(name + CONTAINERS_NEW_NAME_SUFFIX);
        return found;
    }

    // Open Liberty says "/" where nothing was set; a cookie shared by applications is not to come of that.
    private static @Nullable String path(SessionCookieConfig container, CookiePrefix prefix) {
        String path = container.getPath();
        boolean isDefault = path == null || path.isEmpty() || (path.equals("/") && prefix != CookiePrefix.HOST);
        return isDefault ? null : path;
    }

    // Open Liberty says "" where nothing was set.
    private static @Nullable String domain(SessionCookieConfig container) {
        String domain = container.getDomain();
        return domain == null || domain.isEmpty() ? null : domain;
    }

    // Payara fails where no attribute is set.
    private static @Nullable String sameSite(SessionCookieConfig container) {
        try {
            return container.getAttribute("SameSite");
        } catch (RuntimeException e) {
            return null;
        }
    }
}
