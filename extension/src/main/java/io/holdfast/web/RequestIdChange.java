package io.holdfast.web;

import io.holdfast.SessionId;
import org.jspecify.annotations.Nullable;

/** Gives a request's session another id, on the nodes at once, and tells its browser and the listeners. Thread-safe. */
final class RequestIdChange {

    private final ResponseCookie cookie;
    private final SessionListeners listeners;
    private volatile boolean given;

    RequestIdChange(ResponseCookie cookie, SessionListeners listeners) {
        this.cookie = cookie;
        this.listeners = listeners;
    }

    /** Whether the id that the browser came with leads nowhere any more: it needs the new one in any case. */
    boolean isGiven() {
        return given;
    }

    /** If keys were rotated a session gets an id under the new one, before the former one is taken away. */
    void renewIfDue(SessionInHand found) {
        if (!cookie.canBeSent()) {
            return;
        }
        String before = found.session().getId();
        if (found.open().renewIdIfDue()) {
            cookie.send(found.open());
            listeners.idChanged(found.session(), before);
        }
    }

    /**
     * That which the session has then.
     *
     * @param last the request's session; null for none
     * @throws IllegalStateException if there is none, or its browser cannot be sent another id
     */
    String change(@Nullable SessionInHand last) {
        if (last == null) {
            throw new IllegalStateException("changeSessionId: this request has no session");
        }
        cookie.checkCanBeSent("A session's id cannot be changed");
        String before = last.session().getId();
        try {
            SessionId unused = last.open().changeId();
        } finally {
            given |= !last.open().isNew() && !last.session().getId().equals(before);
            cookie.send(last.open()); // also if not all could be done
        }
        listeners.idChanged(last.session(), before);
        return last.session().getId();
    }

    /** As {@link #change} for a session that a browser knows; false if the browser cannot be told of another id. */
    boolean renew(@Nullable SessionInHand last) {
        if (last == null || last.open().isNew()) {
            return true;
        }
        if (!cookie.canBeSent()) {
            return false;
        }
        String unused = change(last);
        return true;
    }
}
