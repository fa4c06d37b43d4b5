package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.store.OpenSession;
import io.holdfast.web.login.LoginHost;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session that one request has, found or started on first use, and the cookie that says so. Thread-safe. */
final class HeldSession implements LoginHost {

    private final WebParts parts;
    private final HttpServletRequest container;
    private final SessionLookup lookup;
    private final ResponseCookie cookie;
    private @Nullable RequestIdChange idChange; // of few requests; guarded by this, as is the next
    private @Nullable EndedSessions ended;
    private volatile @Nullable SessionInHand held;
    private volatile boolean used;

    HeldSession(WebParts parts, HttpServletRequest container) {
        this.parts = parts;
        this.container = container;
        this.lookup = parts.source().lookup(container);
        this.cookie = parts.source().cookieFor(container);
    }

    ResponseCookie cookie() {
        return cookie;
    }

    /** The sessions that end in it. */
    synchronized EndedSessions ended() {
        EndedSessions present = ended;
        if (present == null) {
            present = new EndedSessions(parts.lifecycle(), parts.source().listeners());
            ended = present;
        }
        return present;
    }

    /** When the request is over: destroys what is left of the sessions that ended in it. */
    void finishEnded() {
        EndedSessions present = endedIfAny();
        if (present != null) {
            present.finish();
        }
    }

    private synchronized @Nullable EndedSessions endedIfAny() {
        return ended;
    }

    private @Nullable SessionInHand ending() {
        EndedSessions present = endedIfAny();
        return present == null ? null : present.ending();
    }

    private synchronized RequestIdChange idChange() {
        RequestIdChange present = idChange;
        if (present == null) {
            present = new RequestIdChange(cookie, parts.source().listeners());
            idChange = present;
        }
        return present;
    }

    /** Notes that the application has its session in hand, so that there may be something to save. */
    void used() {
        used = true;
    }

    /** It is saved now. */
    void notUsed() {
        used = false;
    }

    boolean isUsed() {
        return used;
    }

    /** The session that this request has at the moment, without asking the nodes for it; ended or not. */
    @Nullable
    SessionInHand held() {
        return held;
    }

    /**
     * The session of this request that has not ended, or null if there is none.
     *
     * @throws io.holdfast.SessionUnavailableException if too few nodes answered to tell
     */
    @Nullable
    SessionInHand usable() {
        SessionInHand last = last();
        return last != null && last.isUsable() ? last : null;
    }

    /** As {@link #usable}; starts one if there is none. */
    SessionInHand usableOrNew() {
        SessionInHand usable = usable();
        return usable == null ? create() : usable;
    }

    /** As {@link #usable}, or that which ends in this request at the moment, or has ended in it last. */
    @Nullable
    SessionInHand lastOrEnding() {
        SessionInHand ending = ending();
        return ending == null ? last() : ending;
    }

    /** This request's hold on that session: its own, or one that ends in it; else null. */
    @Nullable
    SessionInHand inHand(HoldfastHttpSession one) {
        SessionInHand ending = ending();
        if (ending != null && ending.session() == one) {
            return ending;
        }
        SessionInHand last = held;
        return last != null && last.session() == one ? last : null;
    }

    /** The session that this request found or started last, ended or not. */
    private @Nullable SessionInHand last() {
        used();
        SessionInHand last = held;
        if (last != null) {
            return last;
        }
        try {
            SessionInHand found = find();
            if (found != null) {
                idChange().renewIfDue(found);
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
        timedOut.forEach(this::announceEnd);
    }

    /** Tells all who want to know of the end of a session that ended on the nodes. */
    void announceEnd(OpenSession gone) {
        ended().announce(inHand(gone));
    }

    private SessionInHand inHand(OpenSession open) {
        return parts.source().inHand(parts.host(), container.getServletContext(), open);
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

    SessionInHand create() {
        SessionInHand created;
        synchronized (this) {
            created = held;
            if (created != null && created.isUsable()) {
                return created;
            }
            cookie.checkCanBeSent("A session cannot be started");
            created = inHand(parts.source().create());
            held = created;
            cookie.send(created.open());
        }
        parts.lifecycle().created(created.session());
        parts.source().listeners().created(created.session());
        return created;
    }

    /** The id that the browser sent, or null. */
    synchronized @Nullable SessionId requestedId() {
        return lookup.requestedId();
    }

    /** As {@code HttpServletRequest.changeSessionId()}. */
    String changeId() {
        return idChange().change(usable());
    }

    /** At the beginning of the request: keeps a session alive that the application may not use. */
    void begin() {
        synchronized (this) {
            lookup.askIfDue();
        }
        announceTimedOut();
    }

    /** Lets go of what the request did; the browser keeps the id that it came with, if that leads anywhere yet. */
    void abandon() {
        SessionInHand last = held;
        if (last != null) {
            last.open().abandon();
        }
        if (!idChange().isGiven()) {
            cookie.sendNothing();
        }
    }

    /** When the request is over: others need not reckon with what it does to its session any more. */
    void letGo() {
        SessionInHand last = held;
        if (last != null && last.isUsable()) {
            parts.idle().used(last.open());
        }
        lookup.letGo(last == null ? null : last.open());
    }

    @Override
    public @Nullable OpenSession openSession() {
        SessionInHand usable = usable();
        return usable == null ? null : usable.open();
    }

    @Override
    public @Nullable OpenSession sessionInHand() {
        SessionInHand present = held;
        return present == null || !present.isUsable() ? null : present.open();
    }

    @Override
    public boolean renewId() {
        return idChange().renew(usable());
    }

    @Override
    public boolean canSendCookie() {
        return cookie.canBeSent();
    }

    @Override
    public void sendCookie(HttpServletResponse answer, String name, String value) {
        cookie.sendHelper(answer, name, value);
    }

    @Override
    public void deleteCookie(HttpServletResponse answer, String name) {
        cookie.sendExpiredHelper(answer, name);
    }
}
