package io.holdfast.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds our filter and listener to an application, and takes over its session cookie, when its container starts it. */
public final class Registrar {

    private static final String CONTAINERS_DEFAULT_NAME = "JSESSIONID";
    private static final String CONTAINERS_NEW_NAME_SUFFIX = "_LOCAL";

    private Registrar() {}

    /**
     * Puts our filter before all others and takes over the name of the container's session cookie; to be called by a
     * {@code ServletContainerInitializer}. Requests have no session before {@link ServletSessions#start}. A second call
     * for one application does nothing.
     *
     * @param handled the classes that the container found for {@code @HandlesTypes} of the session listener types and
     *     {@code WebListener}; null for none
     */
    public static void register(ServletContext context, @Nullable Set<Class<?>> handled) {
        FilterRegistration.Dynamic filter = context.addFilter(Registration.FILTER, new SessionFilter());
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
        new Registration(cookie, containerCookie, listeners, containerListeners).keepIn(context);
    }

    /** Whether {@link #register} was called for an application. */
    public static boolean isRegistered(ServletContext context) {
        return Registration.isMade(context);
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

    // Open Liberty says "/" if nothing was set; a cookie shared by applications is not to come of that.
    private static @Nullable String path(SessionCookieConfig container, CookiePrefix prefix) {
        String path = container.getPath();
        boolean isDefault = path == null || path.isEmpty() || (path.equals("/") && prefix != CookiePrefix.HOST);
        return isDefault ? null : path;
    }

    // Open Liberty says "" if nothing was set.
    private static @Nullable String domain(SessionCookieConfig container) {
        String domain = container.getDomain();
        return domain == null || domain.isEmpty() ? null : domain;
    }

    // Payara fails if no attribute is set.
    private static @Nullable String sameSite(SessionCookieConfig container) {
        try {
            return container.getAttribute("SameSite");
        } catch (RuntimeException e) {
            return null;
        }
    }
}
