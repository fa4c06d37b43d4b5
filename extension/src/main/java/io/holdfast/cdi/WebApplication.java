package io.holdfast.cdi;

import io.holdfast.config.SecureCookie;
import io.holdfast.config.Settings;
import io.holdfast.web.CookieSettings;
import io.holdfast.web.SessionLifecycle;
import io.holdfast.web.WebFace;
import io.holdfast.web.WebSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The web application of a deployment. A class of its own, because where there is no web there may be no servlet API.
 */
final class WebApplication {

    private static final long FOR_EVER = 0;

    private final ServletContext context;
    private @Nullable WebFace face;
    private @Nullable Listeners listeners;

    private WebApplication(ServletContext context) {
        this.context = context;
    }

    /** The web application that has started, or null where that is none, or one of another application. */
    static @Nullable WebApplication of(Object started, ApplicationLoaders loaders) {
        return started instanceof ServletContext context
                        && (WebFace.isRegistered(context) || loaders.all().contains(context.getClassLoader()))
                ? new WebApplication(context)
                : null;
    }

    /** The same on every server, where an application is deployed under one path. */
    String namespace() {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    /** What web.xml says; zero for sessions that do not time out. */
    Duration idleTimeout() {
        return Duration.ofMinutes(Math.max(FOR_EVER, context.getSessionTimeout()));
    }

    ClassLoader loader() {
        return context.getClassLoader();
    }

    /** Lets requests have sessions. */
    void open(StoreAssembly running, Settings settings, SessionLifecycle lifecycle, Listeners toMake) {
        listeners = toMake;
        face = WebFace.start(
                context,
                running.engine(),
                new WebSettings(cookie(settings.cookie()), running.idleTimeoutSeconds()),
                lifecycle,
                toMake,
                running.time());
    }

    private static CookieSettings cookie(Settings.Cookie cookie) {
        return new CookieSettings(
                cookie.name().orElse(null),
                cookie.path().orElse(null),
                cookie.domain().orElse(null),
                cookie.secure() == SecureCookie.AUTO ? null : cookie.secure() == SecureCookie.TRUE,
                capitalised(cookie.sameSite().name()),
                cookie.maxAge().map(age -> Math.toIntExact(age.toSeconds())).orElse(null));
    }

    private static String capitalised(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The container's request scope begins, which is before the application's first request listener. */
    void requestBegins(Object request) {
        WebFace opened = face;
        if (opened != null && isOurs(request)) {
            opened.requestStarted((ServletRequest) request);
        }
    }

    /** The container's request scope has ended, which is after the application's last request listener. */
    void requestEnds(Object request) {
        WebFace opened = face;
        if (opened != null && isOurs(request)) {
            opened.requestEnded((ServletRequest) request);
        }
    }

    private boolean isOurs(Object request) {
        return request instanceof ServletRequest servletRequest && servletRequest.getServletContext() == context;
    }

    void close() {
        if (listeners != null) {
            listeners.close();
        }
    }
}
