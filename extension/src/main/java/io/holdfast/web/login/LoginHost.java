package io.holdfast.web.login;

import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The request whose login is followed, with its session and its cookie. Thread-safe. */
public interface LoginHost {

    /**
     * The session that has not ended, asked for if need be; null for none.
     *
     * @throws io.holdfast.SessionUnavailableException if too few nodes answered to tell whether there is one
     */
    @Nullable
    OpenSession openSession();

    /** As {@link #openSession}, if the application has it in hand already: the nodes are not asked. */
    @Nullable
    OpenSession sessionInHand();

    /** Gives a session that browsers know another id; false if the browser cannot be sent one. */
    boolean renewId();

    /** Whether the response can still carry a cookie. */
    boolean canSendCookie();

    /** Adds another cookie of ours, for this host as a whole and for as long as the browser runs. */
    void sendCookie(HttpServletResponse answer, String name, String value);

    /** Lets the browser forget one that {@link #sendCookie} gave it. */
    void deleteCookie(HttpServletResponse answer, String name);
}
