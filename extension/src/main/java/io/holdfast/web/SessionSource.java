package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.store.OpenResult;
import io.holdfast.store.OpenSession;
import io.holdfast.store.SessionEngine;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the requests of one application get their sessions from, and what hands them to browsers. Thread-safe. */
final class SessionSource {

    private static final String CONVERSATIONS = "CDI Conversation Filter";

    private final SessionEngine engine;
    private final int idleTimeoutSeconds;
    private final SessionCookie cookie;
    private final ClearCookies clearCookies;
    private final NewSessionLimit newSessions;
    private final TouchThrottle touchThrottle;
    private final SessionListeners listeners;
    private final Predicate<SessionId> isOurs;
    private final Supplier<Function<SessionId, OpenResult>> budgets;
    private volatile @Nullable Boolean needsContainerSession;

    /** @param application how it is called in the log */
    SessionSource(
            String application,
            SessionEngine engine,
            WebSettings settings,
            SessionCookie cookie,
            SessionListeners listeners,
            InstantSource time) {
        this.engine = engine;
        this.idleTimeoutSeconds = settings.idleTimeoutSeconds();
        this.cookie = cookie;
        this.clearCookies = new ClearCookies(application);
        this.newSessions =
                new NewSessionLimit(application, settings.newSessionsWarn(), settings.newSessionsMost(), time);
        this.touchThrottle = new TouchThrottle(time);
        this.listeners = listeners;
        this.isOurs = engine::isOurs;
        this.budgets = engine::withinOneBudget;
    }

    SessionLookup lookup(HttpServletRequest request) {
        return new SessionLookup(cookie.offeredBy(request, isOurs), budgets, touchThrottle, idleTimeoutSeconds);
    }

    /** @throws io.holdfast.SessionUnavailableException if too many begin */
    OpenSession create() {
        newSessions.begin();
        OpenSession created = engine.createForVisit();
        created.setIdleTimeoutSeconds(idleTimeoutSeconds);
        return created;
    }

    /** A session as a request has it, with the one object that all requests of this server see of it. */
    SessionInHand inHand(HoldfastHttpSession.Host host, ServletContext asked, OpenSession open) {
        return new SessionInHand(
                open.attachment(HoldfastHttpSession.class, () -> new HoldfastHttpSession(host, asked, open, listeners)),
                open);
    }

    ResponseCookie cookieFor(HttpServletRequest request) {
        return new ResponseCookie(cookie, request, clearCookies);
    }

    SessionListeners listeners() {
        return listeners;
    }

    NewSessionLimit newSessions() {
        return newSessions;
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
