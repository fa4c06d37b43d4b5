package io.holdfast.web;

import io.holdfast.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What one request tells its browser of the session cookie, in whichever response it is in the end. Thread-safe. */
final class CookieOfRequest {

    private static final System.Logger LOG = System.getLogger(CookieOfRequest.class.getName());

    private final SessionCookie cookie;
    private final HttpServletRequest request;
    private volatile @Nullable HttpServletResponse response;
    private volatile @Nullable String line;

    CookieOfRequest(SessionCookie cookie, HttpServletRequest request) {
        this.cookie = cookie;
        this.request = request;
    }

    void goesInto(HttpServletResponse answer) {
        response = answer;
        sendAgain();
    }

    boolean canBeSent() {
        HttpServletResponse answer = response;
        return answer == null || !answer.isCommitted();
    }

    /** @param what cannot be done if not, as the beginning of a sentence */
    void checkCanBeSent(String what) {
        if (!canBeSent()) {
            throw new IllegalStateException(what + " after the response was committed, as its cookie could not be sent"
                    + " any more; call getSession() before writing the response");
        }
    }

    /** Hands the browser an id. */
    void send(SessionId id) {
        line = cookie.carrying(id, request);
        sendAgain();
    }

    /** Lets the browser forget its id. */
    void sendExpired() {
        line = cookie.expired(request);
        sendAgain();
    }

    /** Puts what is to be sent, if anything, into the response as it is now. */
    void sendAgain() {
        String present = line;
        HttpServletResponse answer = response;
        if (present != null && answer != null && !answer.isCommitted()) {
            cookie.addTo(answer, present);
        }
    }

    /** As {@link #sendAgain}, for the last time. */
    void sendFinally() {
        sendAgain();
        String present = line;
        HttpServletResponse answer = response;
        if (present != null && answer != null && !answer.isCommitted() && !cookie.isIn(answer, present)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The session''s cookie cannot be sent, because the page that started the session is included by"
                            + " {0} and flushes the response; call getSession() in the including page",
                    request.getServletPath());
        }
    }
}
