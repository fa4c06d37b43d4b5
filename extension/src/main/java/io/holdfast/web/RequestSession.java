package io.holdfast.web;

import io.holdfast.SessionException;
import io.holdfast.session.SessionId;
import io.holdfast.store.OpenSession;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request's hold on its session, the same for all its dispatches; bound to the thread by the filter while a
 * dispatch runs. The session is opened on first use. Thread-safe.
 */
public final class RequestSession {

    private final ServletSessions sessions;
    private final HttpServletRequest container;
    private final SessionLookup lookup;
    private final RequestLifecycle requestLifecycle;
    private final SessionSaver saver;
    private final ResponseCookie cookie;
    private final ContainerLogin login;
    private final EndedSessions ended;
    private final RequestIdChange newId;

    private volatile HttpServletRequest request;
    private volatile @Nullable SessionResponse response;
    private volatile @Nullable SessionInHand held;

    RequestSession(ServletSessions sessions, HttpServletRequest container) {
        this.sessions = sessions;
        this.container = container;
        this.lookup = sessions.lookup(container);
        this.cookie = new ResponseCookie(sessions.cookie(), container, sessions.clearCookies());
        this.requestLifecycle = new RequestLifecycle(this, sessions.lifecycle());
        this.saver = new SessionSaver(this, sessions.lifecycle(), sessions.running());
        this.login = new ContainerLogin(this, container, sessions.logins());
        this.ended = new EndedSessions(sessions.lifecycle(), sessions.listeners());
        this.newId = new RequestIdChange(this, cookie, sessions.listeners());
        this.request = new SessionRequest(container, this);
    }

    /** That of the dispatch running on this thread, or null where there is none. */
    public static @Nullable RequestSession current() {
        return RequestLifecycle.boundRequest();
    }

    /** The request as the application sees it. */
    public HttpServletRequest request() {
        return request;
    }

    /** The container's own request, which is the same whatever an application wraps it in. */
    public ServletRequest container() {
        return SessionRequest.innermost(container);
    }

    /**
     * As {@code HttpServletRequest.getSession(create)}.
     *
     * @throws io.holdfast.SessionUnavailableException where too few nodes answered to tell whether there is a session
     * @throws IllegalStateException where one would have to be created and the response is committed
     */
    public @Nullable HttpSession httpSession(boolean create) {
        SessionInHand usable = usable();
        SessionInHand one = usable == null && create ? create() : usable;
        return one == null ? null : one.session();
    }

    /** The session of this request that has not ended, or null where there is none. */
    @Nullable
    SessionInHand usable() {
        SessionInHand last = last();
        return last != null && last.isUsable() ? last : null;
    }

    /**
     * The unit of work behind {@link #httpSession}; after {@code invalidate()} that of the session that ended, whose
     * beans live on until the request is over or starts another session.
     */
    public @Nullable OpenSession openSession(boolean create) {
        SessionInHand last = ended.ending();
        if (last == null) {
            last = last();
        }
        if (last == null && create) {
            last = create();
        }
        return last == null ? null : last.open();
    }

    /** Whether that session is this request's, or one that ends in it. */
    boolean has(HoldfastHttpSession one) {
        return inHand(one) != null;
    }

    private @Nullable SessionInHand inHand(HoldfastHttpSession one) {
        SessionInHand ending = ended.ending();
        if (ending != null && ending.session() == one) {
            return ending;
        }
        SessionInHand last = held;
        return last != null && last.session() == one ? last : null;
    }

    /** This request's unit of work on a session that it {@link #has}. */
    OpenSession unitOf(HoldfastHttpSession one) {
        SessionInHand mine = inHand(one);
        return mine == null ? one.outside() : mine.open();
    }

    RequestLifecycle requestLifecycle() {
        return requestLifecycle;
    }

    SessionSaver saver() {
        return saver;
    }

    ResponseCookie cookie() {
        return cookie;
    }

    ContainerLogin login() {
        return login;
    }

    /** The session that this request has at the moment, without asking the nodes for it. */
    @Nullable
    SessionInHand held() {
        return held;
    }

    /** The session that this request found or started last, ended or not. */
    private @Nullable SessionInHand last() {
        saver.used();
        SessionInHand last = held;
        if (last != null) {
            return last;
        }
        try {
            SessionInHand found = find();
            if (found != null) {
                newId.renewIfDue(found);
            }
            return found;
        } finally {
            announceTimedOut();
        }
    }

    private void announceTimedOut() {
        List<OpenSession> timedOut;
        synchronized (this) {
            timedOut = lookup.takeTimedOut();
        }
        timedOut.forEach(open -> ended.announce(inHand(open)));
    }

    private SessionInHand inHand(OpenSession open) {
        return sessions.session(container.getServletContext(), open);
    }

    private synchronized @Nullable SessionInHand find() {
        OpenSession found = held == null ? lookup.find() : null;
        if (found != null) {
            held = inHand(found);
            if (lookup.isUnderAnotherId() && cookie.canBeSent()) {
                cookie.send(found);
            } else {
                cookie.sendSecurely(found);
            }
        }
        return held;
    }

    private SessionInHand create() {
        SessionInHand created;
        synchronized (this) {
            created = held;
            if (created != null && created.isUsable()) {
                return created;
            }
            cookie.checkCanBeSent("A session cannot be started");
            created = inHand(sessions.createSession());
            held = created;
            cookie.send(created.open());
        }
        sessions.announceCreated(created.session());
        return created;
    }

    /** How its session gets another id. */
    RequestIdChange newId() {
        return newId;
    }

    /** Ends a session of this request on the nodes, then tells all who want to know. */
    void end(HoldfastHttpSession gone) {
        SessionInHand one = Objects.requireNonNull(inHand(gone));
        saver.ending(one.open()::end);
        ended.announce(one);
        ContainerSession beneath = ContainerSession.of(container);
        if (beneath != null) {
            beneath.end();
        }
        if (one.equals(held)) {
            cookie.sendExpired();
        }
    }

    /** The id that the browser sent, or null. */
    synchronized @Nullable SessionId requestedId() {
        return lookup.requestedId();
    }

    /** Whether the id that the browser sent is that of a session that lives. */
    boolean isRequestedIdValid() {
        SessionInHand last = usable();
        return last != null && last.open().id().equals(requestedId());
    }

    /** At the beginning of the first dispatch: what has to happen whether or not the application uses its session. */
    void begin() {
        synchronized (this) {
            lookup.askIfDue();
        }
        announceTimedOut();
        if (sessions.needsContainerSession(container.getServletContext())) {
            ContainerSession unused = ContainerSession.begun(container);
        }
    }

    void sees(HttpServletRequest now) {
        request = now;
    }

    void answersWith(SessionResponse now) {
        response = now;
        cookie.goesInto(now);
    }

    @Nullable
    SessionResponse response() {
        return response;
    }

    /** Answers that the session could not be read or saved, and leaves the browser with the id it came with. */
    void refuse(HttpServletResponse bare, SessionException why) {
        saver.refused(why);
        SessionInHand last = held;
        if (last != null) {
            last.open().abandon();
        }
        if (!newId.isGiven()) {
            cookie.sendNothing();
        }
        sessions.errorResponse().answer(bare, why, !container.isAsyncStarted());
    }

    /** Tells of the end of a session that has nothing to do with this request. */
    void tellOfEnd(OpenSession open) {
        ended.announce(inHand(open));
        finishEnded();
    }

    /** When the request is over: destroys what is left of the sessions that ended in it. */
    void finishEnded() {
        ended.finish();
    }

    /** When the request is over: others need not reckon with what it does to its session any more. */
    void letGo() {
        saver.over();
        SessionInHand last = held;
        if (last != null && last.isUsable()) {
            sessions.idle().used(last.open());
        }
        lookup.letGo(last == null ? null : last.open());
    }
}
