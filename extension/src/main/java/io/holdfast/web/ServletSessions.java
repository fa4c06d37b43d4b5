package io.holdfast.web;

import io.holdfast.store.OpenSession;
import io.holdfast.store.SessionEngine;
import io.holdfast.web.login.RecentLogins;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The servlet integration of one application: {@link Registrar#register} when its container starts it, {@link #start}
 * when all that the integration needs is there. Thread-safe.
 */
public final class ServletSessions {

    private static final String ATTRIBUTE = ServletSessions.class.getName();

    private final ServletContext context;
    private final WebParts parts;
    private final String requestAttribute = RequestSession.class.getName() + "@" + System.identityHashCode(this);

    private ServletSessions(
            ServletContext context,
            SessionSource source,
            SessionLifecycle lifecycle,
            IdleSessions idle,
            ErrorResponse errors) {
        this.context = context;
        this.parts =
                new WebParts(source, new Host(), lifecycle, new RecentLogins(), new RunningResponses(), idle, errors);
    }

    /** What the application's sessions see of it. */
    private final class Host implements HoldfastHttpSession.Host {

        @Override
        public HoldfastHttpSession.@Nullable Request requestOf(HoldfastHttpSession session) {
            RequestSession current = RequestSession.current();
            return current == null ? null : current.useOf(session);
        }

        @Override
        public void touched(OpenSession session, int idleTimeoutSeconds) {
            parts.source().touchThrottle().touched(session.id(), idleTimeoutSeconds);
        }

        @Override
        public void endOutside(HoldfastHttpSession session) {
            session.outside().end();
            timedOut(session.outside());
        }
    }

    /**
     * Lets the application's requests have sessions from now on.
     *
     * @param listeners makes the application's session listeners, before this returns
     * @param random for what is not to be the same for all browsers
     * @throws IllegalStateException if {@link Registrar#register} was not called for this application
     * @throws IllegalArgumentException if browsers would drop the session cookie for its name
     */
    public static ServletSessions start(
            ServletContext context,
            SessionEngine engine,
            WebSettings settings,
            SessionLifecycle lifecycle,
            ListenerFactory listeners,
            InstantSource time,
            RandomGenerator random) {
        Registration registration = Registration.of(context);
        registration.putFilterFirst();
        CookieSettings looks = settings.cookie().orElse(registration.cookie());
        SessionCookie cookie = new SessionCookie(looks, context.getContextPath(), settings.keptFromCaches());
        ContainerCookie.inherit(registration.containerCookie(), looks);
        SessionListeners told =
                new SessionListeners(registration.containerListeners(), registration.listeners(), listeners);
        String name = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
        SessionSource source = new SessionSource(name, engine, settings, cookie, told, time);
        IdleSessions idle = new IdleSessions(engine::lookAtShared, time);
        ServletSessions sessions = new ServletSessions(context, source, lifecycle, idle, new ErrorResponse(random));
        context.setAttribute(ATTRIBUTE, sessions);
        return sessions;
    }

    /** That of an application, or null if none was started. */
    static @Nullable ServletSessions of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof ServletSessions sessions ? sessions : null;
    }

    /**
     * Says that a request begins, and binds its {@link RequestSession} to this thread.
     *
     * <p>Our own request listener says so too, but containers call it after the application's and at the end before
     * them. Whoever knows an earlier moment may call this, and {@link #requestEnded} later than that: the request is
     * over when all who said that it begins have said that it ends.
     *
     * @param request the container's own; any other than an HTTP request is ignored
     */
    public void requestStarted(ServletRequest request) {
        if (request instanceof HttpServletRequest http) {
            parts.source().listeners().complete();
            sessionOf(http).requestLifecycle().scopeOpened();
        }
    }

    /**
     * Says, once for each {@link #requestStarted}, that a request ends. Does not throw for what is left to be saved.
     */
    public void requestEnded(ServletRequest request) {
        if (request instanceof HttpServletRequest http) {
            sessionOf(http).requestLifecycle().scopeClosed();
        }
    }

    /** Tells the application of the end of a session that timed out while nobody asked for it. */
    public void timedOut(OpenSession ended) {
        RequestSession session = new RequestSession(parts, DetachedRequest.in(context));
        session.requestLifecycle().runBound(() -> session.tellOfEnd(ended));
    }

    /**
     * Saves what requests have changed that run on though their response is on its way: to be called every second. May
     * wait for the nodes.
     */
    public void saveMeanwhile() {
        parts.running().save();
    }

    /**
     * Finds the sessions that have timed out though nobody asks for them: to be called every second. May wait for the
     * nodes.
     *
     * @param ended calls {@link #timedOut}
     */
    public void lookAtIdle(Consumer<OpenSession> ended) {
        parts.idle().lookAtDue(ended);
    }

    /** In a forward the application may have wrapped the request, and hide attributes. */
    RequestSession sessionOf(HttpServletRequest request) {
        ServletRequest container = SessionRequest.innermost(request);
        if (container.getAttribute(requestAttribute) instanceof RequestSession present) {
            return present;
        }
        RequestSession session = new RequestSession(parts, request);
        container.setAttribute(requestAttribute, session);
        return session;
    }

    /** How many sessions began in the last second that is over, in this process. */
    public int newSessionsLastSecond() {
        return parts.source().newSessions().lastSecond();
    }

    /** How many requests were refused because too many sessions began, in this process. */
    public long newSessionsRefused() {
        return parts.source().newSessions().refused();
    }
}
