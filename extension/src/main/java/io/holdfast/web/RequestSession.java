package io.holdfast.web;

import io.holdfast.SessionException;
import io.holdfast.SessionId;
import io.holdfast.store.OpenSession;
import io.holdfast.web.login.ContainerLogin;
import io.holdfast.web.login.ContainerSession;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request's hold on its session, the same for all its dispatches; bound to the thread by the filter while a
 * dispatch runs. The session is opened on first use. Thread-safe.
 */
public final class RequestSession {

    private final WebParts parts;
    private final HttpServletRequest container;
    private final HeldSession held;
    private final ContainerLogin login;
    private final SessionSaver saver;
    private final RequestLifecycle requestLifecycle;
    private final Use use = new Use();
    private final SessionRequest own;
    private volatile HttpServletRequest request;
    private volatile @Nullable SessionResponse response;

    RequestSession(WebParts parts, HttpServletRequest container) {
        this.parts = parts;
        this.container = container;
        this.held = new HeldSession(parts, container);
        this.login = new ContainerLogin(held, container, parts.logins());
        this.requestLifecycle = new RequestLifecycle(this, parts.lifecycle());
        this.saver = new SessionSaver(held, login, parts.running(), use);
        this.own = new SessionRequest(container, this);
        this.request = own;
    }

    /** That of the dispatch running on this thread, or null if there is none. */
    public static @Nullable RequestSession current() {
        return RequestLifecycle.boundRequest();
    }

    /** The request as the application sees it. */
    public HttpServletRequest request() {
        return request;
    }

    /** A request of one of its dispatches as the application sees it. */
    HttpServletRequest around(HttpServletRequest dispatched) {
        return dispatched == container ? own : SessionRequest.around(dispatched, this);
    }

    /** The container's own request, which is the same whatever an application wraps it in. */
    public ServletRequest container() {
        return SessionRequest.innermost(container);
    }

    /**
     * As {@code HttpServletRequest.getSession(create)}.
     *
     * @throws io.holdfast.SessionUnavailableException if too few nodes answered to tell whether there is a session
     * @throws IllegalStateException if one would have to be created and the response is committed
     */
    public @Nullable HttpSession httpSession(boolean create) {
        SessionInHand one = create ? held.usableOrNew() : held.usable();
        return one == null ? null : one.session();
    }

    /**
     * The unit of work behind {@link #httpSession}; after {@code invalidate()} that of the session that ended, whose
     * beans live on until the request is over or starts another session.
     */
    public @Nullable OpenSession openSession(boolean create) {
        SessionInHand last = held.lastOrEnding();
        if (last == null && create) {
            last = held.create();
        }
        return last == null ? null : last.open();
    }

    HeldSession held() {
        return held;
    }

    ContainerLogin login() {
        return login;
    }

    SessionSaver saver() {
        return saver;
    }

    RequestLifecycle requestLifecycle() {
        return requestLifecycle;
    }

    /**
     * How one of its sessions is used by the application; null if it is no session of this request, or that is over.
     */
    HoldfastHttpSession.@Nullable Request useOf(HoldfastHttpSession session) {
        return requestLifecycle.isOver() || held.inHand(session) == null ? null : use;
    }

    /** Whether the id that the browser sent is that of a session that lives. */
    boolean isRequestedIdValid() {
        SessionInHand last = held.usable();
        SessionId requested = held.requestedId();
        return last != null && last.open().id().equals(requested);
    }

    /** At the beginning of the first dispatch: what has to happen whether or not the application uses its session. */
    void begin() {
        held.begin();
        if (parts.source().needsContainerSession(container.getServletContext())) {
            ContainerSession unused = ContainerSession.begun(container);
        }
    }

    void sees(HttpServletRequest now) {
        request = now;
    }

    /** The response itself if it already saves our session; else one that does. */
    HttpServletResponse saving(HttpServletResponse answer) {
        if (SessionResponse.within(answer, saver) != null) {
            return answer;
        }
        SessionResponse now = new SessionResponse(answer, saver);
        response = now;
        held.cookie().goesInto(now);
        return now;
    }

    @Nullable
    SessionResponse response() {
        return response;
    }

    /** Before the application's asynchronous response is complete. */
    void completing() {
        SessionResponse answer = response;
        if (answer == null) {
            return;
        }
        try {
            saver.beforeCommit();
        } catch (SessionException e) {
            if (answer.isCommitted()) {
                SessionSaver.logLost(e);
            } else {
                refuse(answer.bare(), e);
            }
        }
    }

    /** Answers that the session could not be read or saved, and leaves the browser with the id it came with. */
    void refuse(HttpServletResponse bare, SessionException why) {
        saver.refused(why);
        held.abandon();
        parts.errors().answer(bare, why, !container.isAsyncStarted());
    }

    /** Tells of the end of a session that has nothing to do with this request. */
    void tellOfEnd(OpenSession open) {
        held.announceEnd(open);
        finishEnded();
    }

    /** When the request is over: destroys what is left of the sessions that ended in it. */
    void finishEnded() {
        held.finishEnded();
    }

    /** When the request is over: others need not reckon with what it does to its session any more. */
    void letGo() {
        saver.over();
        held.letGo();
    }

    /** What the application and the saver see of it. */
    private final class Use implements HoldfastHttpSession.Request, SessionSaver.Request {

        @Override
        public OpenSession unitOf(HoldfastHttpSession session) {
            SessionInHand mine = held.inHand(session);
            return mine == null ? session.outside() : mine.open();
        }

        @Override
        public void used() {
            held.used();
        }

        @Override
        public void end(HoldfastHttpSession gone) {
            SessionInHand one = Objects.requireNonNull(held.inHand(gone));
            saver.ending(one.open()::end);
            held.ended().announce(one);
            ContainerSession beneath = ContainerSession.of(container);
            if (beneath != null) {
                beneath.end();
            }
            if (one.equals(held.held())) {
                held.cookie().sendExpired();
            }
        }

        @Override
        public boolean isOver() {
            return requestLifecycle.isOver();
        }

        @Override
        public boolean isErrorDispatch() {
            return request.getDispatcherType() == DispatcherType.ERROR;
        }

        @Override
        public void saved() {
            parts.lifecycle().saved(container());
        }
    }
}
