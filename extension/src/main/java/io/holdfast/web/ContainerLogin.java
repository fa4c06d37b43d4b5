package io.holdfast.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The login that the container remembers in its own session, on this server: it must not outlive the session, which may
 * end on another server. Both hold the same mark for as long as the login lasts; where they differ it is over.
 *
 * <p>Telling the other servers of a logout was turned down: one that is cut off at that moment would not hear of it.
 */
final class ContainerLogin {

    private static final String MARK = ContainerLogin.class.getName();

    private final RequestSession session;
    private final HttpServletRequest container;
    private volatile boolean keptInSession;

    ContainerLogin(RequestSession session, HttpServletRequest container) {
        this.session = session;
        this.container = container;
    }

    /** The container does not remember this one: {@link SecuredRequest} does. */
    void isKeptInSession() {
        keptInSession = true;
    }

    /** Before one is tried: Tomcat and Payara remember it only where their own session is there already. */
    void begins() {
        HoldfastHttpSession present = usable(session.last());
        if (present != null && session.cookie().canBeSent()) {
            container.getSession(true);
        }
    }

    void succeeded() {
        usable(session.last());
        note();
    }

    /** Notes in both sessions who is logged in, where the application has its session in hand. */
    void note() {
        HoldfastHttpSession present = usable(session.present());
        Principal user = present == null ? null : container.getUserPrincipal();
        if (present == null || user == null) {
            return; // pages that are open to all have no user, whoever is logged in
        }
        present.open().setUser(user.getName());
        HttpSession containers = keptInSession ? null : container.getSession(false);
        if (containers != null) {
            mark(containers, present, user.getName());
        }
    }

    private void mark(HttpSession containers, HoldfastHttpSession ours, String user) {
        String mark = markOf(ours);
        if (mark == null || !mark.endsWith(" " + user)) {
            session.renewId();
            mark = UUID.randomUUID() + " " + user;
            ours.open().beans().set(MARK, mark);
        }
        if (!mark.equals(containers.getAttribute(MARK))) {
            containers.setAttribute(MARK, mark);
        }
    }

    private static @Nullable String markOf(HoldfastHttpSession ours) {
        return ours.open().beans().get(MARK) instanceof String mark ? mark : null;
    }

    private static @Nullable HoldfastHttpSession usable(@Nullable HoldfastHttpSession session) {
        return session != null && session.isUsable() ? session : null;
    }

    /**
     * At the beginning of a request: whether the session in which the container's caller had logged in has ended, or
     * has another user by now. One that is not noted yet is noted.
     *
     * @throws io.holdfast.SessionUnavailableException where that cannot be told
     */
    boolean isOver() {
        HttpSession containers = container.getUserPrincipal() == null ? null : container.getSession(false);
        if (containers == null || keptInSession) {
            return false;
        }
        HoldfastHttpSession ours = usable(session.last());
        Object mark = containers.getAttribute(MARK);
        if (mark == null) {
            note();
            return false;
        }
        return ours == null || !mark.equals(markOf(ours));
    }

    /**
     * Makes the container forget its caller and lets the browser ask again: the container had already decided what that
     * caller may do.
     */
    void end(HttpServletResponse response) throws ServletException {
        HttpSession containers = container.getSession(false);
        container.logout();
        if (containers != null) {
            containers.invalidate();
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", sameAddress(container.getRequestURI(), container.getQueryString()));
        response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
    }

    /**
     * Relative to what the browser asked for (RFC 3986 section 5.2): a proxy may know another path, and a path may
     * begin with two slashes, as the name of another host does.
     */
    static String sameAddress(String path, @Nullable String query) {
        return "./" + path.substring(path.lastIndexOf('/') + 1) + (query == null ? "" : "?" + query);
    }

    /** The application has logged its user out. */
    void ended() {
        HoldfastHttpSession ours = usable(session.last());
        if (ours != null) {
            ours.open().setUser(null);
            ours.open().beans().remove(MARK);
        }
        HttpSession containers = container.getSession(false);
        if (containers != null) {
            containers.removeAttribute(MARK);
        }
    }
}
