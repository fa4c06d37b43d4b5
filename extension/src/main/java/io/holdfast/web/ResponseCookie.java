package io.holdfast.web;

import io.holdfast.SessionId;
import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one request tells its browser of the session cookie, in whichever response it is in the end. Thread-safe. */
final class ResponseCookie {

    private static final System.Logger LOG = System.getLogger(ResponseCookie.class.getName());

    private static final String HEADER = "Set-Cookie";

    private final SessionCookie cookie;
    private final HttpServletRequest request;
    private final ClearCookies clear;
    private volatile @Nullable HttpServletResponse response;
    private volatile @Nullable String line;
    private volatile @Nullable String saidToCaches;
    private volatile boolean silent;

    ResponseCookie(SessionCookie cookie, HttpServletRequest request, ClearCookies clear) {
        this.cookie = cookie;
        this.request = request;
        this.clear = clear;
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

    /** Hands the browser a session's id. */
    void send(OpenSession session) {
        SessionId id = session.id();
        line = cookie.carrying(id, request);
        boolean isClear = !cookie.isSecure(request);
        if (isClear) {
            clear.sent(request);
        }
        ClearCookies.note(session, isClear && cookie.isSecureByRequest());
        sendAgain();
    }

    /** Hands the browser the id that it came with once more, if it got it without {@code Secure} and need not have. */
    void sendSecurely(OpenSession session) {
        if (cookie.isSecure(request) && ClearCookies.was(session) && canBeSent()) {
            send(session);
        }
    }

    /** Adds another cookie of ours, for this host as a whole. */
    void sendHelper(HttpServletResponse answer, String name, String value) {
        answer.addHeader(HEADER, cookie.helper(name, value, request));
    }

    /** Lets the browser forget one that {@link #sendHelper} gave it. */
    void sendExpiredHelper(HttpServletResponse answer, String name) {
        answer.addHeader(HEADER, cookie.expiredHelper(name, request));
    }

    /** Lets the browser forget its id. */
    void sendExpired() {
        line = cookie.expired(request);
        sendAgain();
    }

    /** Leaves the browser with what it has, whatever it is handed from now on: the request has been refused. */
    void sendNothing() {
        silent = true;
    }

    /** Puts what is to be sent, if anything, into the response as it is now. */
    void sendAgain() {
        put(() -> false);
    }

    /**
     * As {@link #sendAgain}, if nobody may say more of the response.
     *
     * @param isLoggedIn whether somebody is logged in, whose page is nobody else's
     */
    void sendAtEnd(BooleanSupplier isLoggedIn) {
        put(isLoggedIn);
    }

    private void put(BooleanSupplier isLoggedIn) {
        String present = line;
        HttpServletResponse answer = response;
        if (present != null && !silent && answer != null && !answer.isCommitted()) {
            cookie.addTo(answer, present);
            if (cookie.isKeptFromCaches()) {
                saidToCaches = new SharedCaches(answer).keepOut(saidToCaches, isLoggedIn.getAsBoolean());
            }
        }
    }

    /** As {@link #sendAtEnd}, right before the response is committed. */
    void sendFinally(BooleanSupplier isLoggedIn) {
        sendAtEnd(isLoggedIn);
        String present = line;
        HttpServletResponse answer = response;
        if (present != null && !silent && answer != null && !answer.isCommitted() && !cookie.isIn(answer, present)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The session''s cookie cannot be sent, because the page that started the session is included by"
                            + " {0} and flushes the response; call getSession() in the including page",
                    request.getServletPath());
        }
    }
}
