package io.holdfast.web;

import io.holdfast.SessionException;
import io.holdfast.session.SessionId;
import io.holdfast.store.OpenSession;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request's hold on its session, the same for all its dispatches; bound to the thread by the filter while a
 * dispatch runs. The session is opened on first use. Thread-safe.
 */
public final class RequestSession {

    private final WebFace face;
    private final HttpServletRequest container;
    private final SessionLookup lookup;
    private final RequestCourse course;
    private final SavePoints saves;
    private final CookieOfRequest cookie;
    private final ContainerLogin login;
    private final EndedSessions ended;

    private volatile HttpServletRequest request;
    private volatile @Nullable SessionResponse response;
    private volatile @Nullable HoldfastHttpSession session;

    RequestSession(WebFace face, HttpServletRequest container) {
        this.face = face;
        this.container = container;
        this.lookup = face.lookup(container);
        this.cookie = new CookieOfRequest(face.cookie(), container, face.clearCookies());
        this.course = new RequestCourse(this, face.lifecycle());
        this.saves = new SavePoints(this, face.lifecycle());
        this.login = new ContainerLogin(this, container, face.logins());
        this.ended = new EndedSessions(face.lifecycle(), face.listeners());
        this.request = new SessionRequest(container, this);
    }

    /** That of the dispatch running on this thread, or null where there is none. */
    public static @Nullable RequestSession current() {
        return RequestCourse.boundRequest();
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
        HoldfastHttpSession usable = usable();
        return usable == null && create ? create() : usable;
    }

    /** The session of this request that has not ended, or null where there is none. */
    @Nullable
    HoldfastHttpSession usable() {
        HoldfastHttpSession last = last();
        return last != null && last.isUsable() ? last : null;
    }

    /**
     * The unit of work behind {@link #httpSession}; after {@code invalidate()} that of the session that ended, whose
     * beans live on until the request is over or starts another session.
     */
    public @Nullable OpenSession openSession(boolean create) {
        HoldfastHttpSession last = ended.ending();
        if (last == null) {
            last = last();
        }
        if (last == null && create) {
            last = create();
        }
        return last == null ? null : last.open();
    }

    RequestCourse course() {
        return course;
    }

    SavePoints saves() {
        return saves;
    }

    CookieOfRequest cookie() {
        return cookie;
    }

    ContainerLogin login() {
        return login;
    }

    /** The session that this request has at the moment, without asking the nodes for it. */
    @Nullable
    HoldfastHttpSession present() {
        return session;
    }

    /** The session that this request found or started last, ended or not. */
    private @Nullable HoldfastHttpSession last() {
        saves.used();
        HoldfastHttpSession last = session;
        if (last != null) {
            return last;
        }
        try {
            HoldfastHttpSession found = find();
            renewIdIfDue(found);
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
        timedOut.forEach(open -> ended.announce(face.session(this, container, open)));
    }

    private synchronized @Nullable HoldfastHttpSession find() {
        OpenSession found = session == null ? lookup.find() : null;
        if (found != null) {
            session = face.session(this, container, found);
            if (lookup.isUnderAnotherId() && cookie.canBeSent()) {
                cookie.send(found);
            } else {
                cookie.sendSecurely(found);
            }
        }
        return session;
    }

    /** Where keys were rotated a session gets an id under the new one, before the former one is taken away. */
    private void renewIdIfDue(@Nullable HoldfastHttpSession found) {
        if (found == null || !cookie.canBeSent()) {
            return;
        }
        String before = found.open().id().value();
        if (found.renewIdIfDue()) {
            cookie.send(found.open());
            face.listeners().idChanged(found, before);
        }
    }

    private HoldfastHttpSession create() {
        HoldfastHttpSession created;
        synchronized (this) {
            created = session;
            if (created != null && created.isUsable()) {
                return created;
            }
            cookie.checkCanBeSent("A session cannot be started");
            created = face.session(this, container, face.createSession());
            session = created;
            cookie.send(created.open());
        }
        face.announceCreated(created);
        return created;
    }

    /** Gives the session another id, at once for this request, on the nodes when it is saved. */
    String changeId() {
        HoldfastHttpSession last = usable();
        if (last == null) {
            throw new IllegalStateException("changeSessionId: this request has no session");
        }
        cookie.checkCanBeSent("A session's id cannot be changed");
        String before = last.getId();
        SessionId now = last.changeId();
        cookie.send(last.open());
        face.listeners().idChanged(last, before);
        return now.value();
    }

    /**
     * As {@link #changeId} for a session that a browser knows; false where the browser cannot be told of another id.
     */
    boolean renewId() {
        HoldfastHttpSession last = usable();
        if (last == null || last.isNew()) {
            return true;
        }
        if (!cookie.canBeSent()) {
            return false;
        }
        changeId();
        return true;
    }

    /** Ends a session of this request on the nodes, then tells all who want to know. */
    void end(HoldfastHttpSession gone) {
        saves.ending(gone.open()::end);
        ended.announce(gone);
        if (course.isOver()) {
            finishEnded();
            return;
        }
        ContainerSession beneath = ContainerSession.of(container);
        if (beneath != null) {
            beneath.end();
        }
        if (gone == session) {
            cookie.sendExpired();
        }
    }

    /**
     * Called by a session's own methods: notes that there may be something to save, or saves it where nobody else will.
     */
    void changed(HoldfastHttpSession changed) {
        saves.used();
        if (course.isOver()) {
            changed.open().stays();
            changed.save(true);
        }
    }

    /** Called by a session that gets another timeout: it may have to be asked for more often. */
    void timeoutChanged(HoldfastHttpSession changed) {
        face.touches().touched(changed.open().id(), changed.getMaxInactiveInterval());
        changed(changed);
    }

    /** The id that the browser sent, or null. */
    synchronized @Nullable SessionId requestedId() {
        return lookup.requestedId();
    }

    /** Whether the id that the browser sent is that of a session that lives. */
    boolean isRequestedIdValid() {
        HoldfastHttpSession last = usable();
        return last != null && last.open().id().equals(requestedId());
    }

    /** At the beginning of the first dispatch: what has to happen whether or not the application uses its session. */
    void begin() {
        synchronized (this) {
            lookup.askIfDue();
        }
        announceTimedOut();
        if (face.needsContainerSession(container.getServletContext())) {
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
        saves.refused(why);
        cookie.sendNothing();
        face.refusal().answer(bare, why, !container.isAsyncStarted());
    }

    /** Tells of the end of a session that has nothing to do with any request. */
    void timedOut(OpenSession open) {
        ended.announce(face.session(this, container, open));
        finishEnded();
    }

    /** When the request is over: destroys what is left of the sessions that ended in it. */
    void finishEnded() {
        ended.finish();
    }
}
