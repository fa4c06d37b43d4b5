package io.holdfast.web;

import io.holdfast.store.OpenSession;
import io.holdfast.store.SessionEngine;
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
    private static final String CONVERSATIONS = "CDI Conversation Filter";

    private final ServletContext context;
    private final SessionEngine engine;
    private final int idleTimeoutSeconds;
    private final SessionLifecycle lifecycle;
    private final SessionCookie cookie;
    private final SessionListeners listeners;
    private final TouchThrottle touchThrottle;
    private final ClearCookies clearCookies;
    private final NewSessions newSessions;
    private final ErrorResponse errorResponse;
    private final RunningResponses running = new RunningResponses();
    private final RecentLogins logins = new RecentLogins();
    private final IdleSessions idle;
    private volatile @Nullable Boolean needsContainerSession;
    private final String requestAttribute = RequestSession.class.getName() + "@" + System.identityHashCode(this);

    private ServletSessions(
            ServletContext context,
            Registration registration,
            SessionEngine engine,
            WebSettings settings,
            SessionLifecycle lifecycle,
            ListenerFactory listeners,
            InstantSource time,
            RandomGenerator random) {
        this.context = context;
        this.engine = engine;
        this.idleTimeoutSeconds = settings.idleTimeoutSeconds();
        this.lifecycle = lifecycle;
        CookieSettings looks = settings.cookie().orElse(registration.cookie());
        this.cookie = new SessionCookie(looks, context.getContextPath(), settings.keptFromCaches());
        ContainerCookie.inherit(registration.containerCookie(), looks);
        String name = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
        this.clearCookies = new ClearCookies(name);
        this.newSessions = new NewSessions(name, settings.newSessionsWarn(), settings.newSessionsMost(), time);
        this.errorResponse = new ErrorResponse(random);
        this.listeners = new SessionListeners(registration.containerListeners(), registration.listeners(), listeners);
        this.touchThrottle = new TouchThrottle(time);
        this.idle = new IdleSessions(engine::lookAtShared, time);
    }

    /**
     * Lets the application's requests have sessions from now on.
     *
     * @param listeners makes the application's session listeners, before this returns
     * @param random for what is not to be the same for all browsers
     * @throws IllegalStateException where {@link Registrar#register} was not called for this application
     * @throws IllegalArgumentException where browsers would drop the session cookie for its name
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
        ServletSessions sessions =
                new ServletSessions(context, registration, engine, settings, lifecycle, listeners, time, random);
        context.setAttribute(ATTRIBUTE, sessions);
        return sessions;
    }

    /** That of an application, or null where none was started. */
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
            listeners.complete();
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
        RequestSession session = new RequestSession(this, DetachedRequest.in(context));
        session.requestLifecycle().runBound(() -> session.tellOfEnd(ended));
    }

    /**
     * Saves what requests have changed that run on though their response is on its way: to be called every second. May
     * wait for the nodes.
     */
    public void saveMeanwhile() {
        running.save();
    }

    /**
     * Finds the sessions that have timed out though nobody asks for them: to be called every second. May wait for the
     * nodes.
     *
     * @param ended calls {@link #timedOut}
     */
    public void lookAtIdle(Consumer<OpenSession> ended) {
        idle.lookAtDue(ended);
    }

    IdleSessions idle() {
        return idle;
    }

    RunningResponses running() {
        return running;
    }

    /** In a forward the application may have wrapped the request, and hide attributes. */
    RequestSession sessionOf(HttpServletRequest request) {
        ServletRequest container = SessionRequest.innermost(request);
        if (container.getAttribute(requestAttribute) instanceof RequestSession present) {
            return present;
        }
        RequestSession session = new RequestSession(this, request);
        container.setAttribute(requestAttribute, session);
        return session;
    }

    RecentLogins logins() {
        return logins;
    }

    SessionLookup lookup(HttpServletRequest request) {
        return new SessionLookup(
                cookie.offeredBy(request, engine::isOurs), engine.withinOneBudget(), touchThrottle, idleTimeoutSeconds);
    }

    /** @throws io.holdfast.SessionUnavailableException where too many begin */
    OpenSession createSession() {
        newSessions.begin();
        OpenSession created = engine.createForVisit();
        created.setIdleTimeoutSeconds(idleTimeoutSeconds);
        return created;
    }

    /** A session as a request has it, with the one object that all requests of this server see of it. */
    SessionInHand session(ServletContext asked, OpenSession open) {
        return new SessionInHand(
                open.attachment(HoldfastHttpSession.class, () -> new HoldfastHttpSession(this, asked, open)), open);
    }

    /** Ends a session for who holds it outside of its requests, as a WebSocket endpoint does. */
    void endOutside(HoldfastHttpSession session) {
        session.outside().end();
        timedOut(session.outside());
    }

    void announceCreated(HoldfastHttpSession session) {
        lifecycle.created(session);
        listeners.created(session);
    }

    SessionLifecycle lifecycle() {
        return lifecycle;
    }

    SessionListeners listeners() {
        return listeners;
    }

    SessionCookie cookie() {
        return cookie;
    }

    ClearCookies clearCookies() {
        return clearCookies;
    }

    ErrorResponse errorResponse() {
        return errorResponse;
    }

    /** How many sessions began in the last second that is over, in this process. */
    public int newSessionsLastSecond() {
        return newSessions.lastSecond();
    }

    /** How many requests were refused because too many sessions began, in this process. */
    public long newSessionsRefused() {
        return newSessions.refused();
    }

    TouchThrottle touchThrottle() {
        return touchThrottle;
    }

    /**
     * Whether Weld's filter for conversations is mapped: it fails every request that has no container session.
     *
     * @param context as requests know it: the one at start-up may be one that does not answer this
     */
    boolean needsContainerSession(ServletContext context) {
        Boolean known = needsContainerSession;
        if (known == null) {
            known = context.getFilterRegistration(CONVERSATIONS) != null;
            needsContainerSession = known;
        }
        return known;
    }
}
