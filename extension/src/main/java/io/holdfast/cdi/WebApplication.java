package io.holdfast.cdi;

import io.holdfast.cdi.bean.ApplicationLoaders;
import io.holdfast.cdi.bean.RequestScope;
import io.holdfast.config.SecureCookie;
import io.holdfast.config.Settings;
import io.holdfast.store.OpenSession;
import io.holdfast.web.CookieSettings;
import io.holdfast.web.Registrar;
import io.holdfast.web.ServletSessions;
import io.holdfast.web.SessionLifecycle;
import io.holdfast.web.WebSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The web application of a deployment. A class of its own, because if there is no web there may be no servlet API. */
final class WebApplication {

    private static final long FOR_EVER = 0;
    private static final Pattern VERSION = Pattern.compile("[^A-Za-z]*[/#0-9].*");

    private final ServletContext context;
    private @Nullable ServletSessions sessions;
    private @Nullable Listeners listeners;

    /** @param started one that {@link #isOurs} */
    WebApplication(Object started) {
        this.context = (ServletContext) started;
    }

    static boolean isOne(Object started) {
        return started instanceof ServletContext;
    }

    /** Whether a web application is this deployment's, not another one of the same EAR. */
    static boolean isOurs(Object started, ApplicationLoaders loaders) {
        ServletContext context = (ServletContext) started;
        return Registrar.isRegistered(context) || loaders.all().contains(context.getClassLoader());
    }

    /**
     * Puts the start off to a listener if CDI began among the initializers of the application, before ours, as Weld
     * does that an application brings along. A listener can be added only as long as they are called.
     *
     * @param start what is put off
     * @return whether it is put off
     */
    boolean postponeIfTooEarly(Consumer<Object> start) {
        if (Registrar.isRegistered(context)) {
            return false;
        }
        try {
            context.addListener(new StartListener(start));
            return true;
        } catch (IllegalStateException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The same on every server, if an application is deployed under one path. */
    String namespace() {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    /** What web.xml says; zero for sessions that do not time out. */
    Duration idleTimeout() {
        return Duration.ofMinutes(Math.max(FOR_EVER, context.getSessionTimeout()));
    }

    /** The make of the server, without its version. */
    String server() {
        String info = context.getServerInfo();
        return info == null ? "" : VERSION.matcher(info).replaceFirst("");
    }

    ClassLoader loader() {
        return context.getClassLoader();
    }

    /** Lets requests have sessions. */
    void open(
            StoreAssembly running,
            Settings settings,
            SessionLifecycle lifecycle,
            Listeners toMake,
            RequestScope scope) {
        listeners = toMake;
        ServletSessions opened = ServletSessions.start(
                context,
                running.engine(),
                new WebSettings(
                        cookie(settings.cookie()),
                        running.idleTimeoutSeconds(),
                        settings.cookie().keptFromCaches(),
                        settings.newSessions().warn(),
                        settings.newSessions().limit().orElse(Integer.MAX_VALUE)),
                lifecycle,
                toMake,
                running.time(),
                running.random());
        sessions = opened;
        running.everySecond(opened::saveMeanwhile);
        Consumer<OpenSession> timedOut = ended -> scope.run(() -> opened.timedOut(ended));
        running.everySecond(() -> opened.lookAtIdle(timedOut));
        running.engine().whenTimedOut(timedOut);
    }

    /** What is known of new sessions, for the health checks. */
    Map<String, Object> newSessions() {
        ServletSessions opened = sessions;
        return opened == null
                ? Map.of()
                : Map.of(
                        "new-sessions",
                        (long) opened.newSessionsLastSecond(),
                        "new-sessions-refused",
                        opened.newSessionsRefused());
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
        ServletSessions opened = sessions;
        if (opened != null && isOfOurs(request)) {
            opened.requestStarted((ServletRequest) request);
        }
    }

    /** The container's request scope has ended, which is after the application's last request listener. */
    void requestEnds(Object request) {
        ServletSessions opened = sessions;
        if (opened != null && isOfOurs(request)) {
            opened.requestEnded((ServletRequest) request);
        }
    }

    private boolean isOfOurs(Object request) {
        return request instanceof ServletRequest servletRequest && servletRequest.getServletContext() == context;
    }

    void close() {
        if (listeners != null) {
            listeners.close();
        }
    }
}
