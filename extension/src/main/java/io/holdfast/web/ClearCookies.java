package io.holdfast.web;

import io.holdfast.SessionAttributes;
import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Session cookies of one application that leave without {@code Secure}: the session remembers it, so that its cookie is
 * sent again when TLS brings it, and the log is told of the first. Thread-safe.
 *
 * <p>To look at {@code X-Forwarded-Proto} was turned down: whoever asks can write it; containers know which proxies to
 * believe.
 */
final class ClearCookies {

    private static final System.Logger LOG = System.getLogger(ClearCookies.class.getName());

    /** Only there if it was sent so, for most sessions are not to pay for it. */
    private static final String MARK = "io.holdfast.clear";

    private final String application;
    private final AtomicBoolean warned = new AtomicBoolean();

    ClearCookies(String application) {
        this.application = application;
    }

    static boolean was(OpenSession session) {
        return session.beans().get(MARK) != null;
    }

    static void note(OpenSession session, boolean isClear) {
        SessionAttributes beans = session.beans();
        if (isClear != was(session)) {
            if (isClear) {
                beans.set(MARK, "");
            } else {
                beans.remove(MARK);
            }
        }
    }

    void sent(HttpServletRequest request) {
        if (!isLoopback(request.getServerName()) && !warned.getAndSet(true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A session cookie of {0} was sent without Secure, so it can be read on the way. Behind a proxy that"
                            + " ends TLS set holdfast.cookie.secure=true; logged once",
                    application);
        }
    }

    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    }
}
