package io.holdfast.web.login;

import io.holdfast.store.OpenSession;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The login that the container remembers in its own session, on this server: it must not outlive the session, which may
 * end on another server. Both hold the same mark for as long as the login lasts; if they differ it is over.
 *
 * <p>Telling the other servers of a logout was turned down: one that is cut off at that moment would not hear of it.
 */
public final class ContainerLogin {

    /** In our session, and in the container's as soon as ours is stored. */
    private static final String MARK = ContainerLogin.class.getName();

    /** In the container's session from the first sight of the login on, so that parallel requests agree on one. */
    private static final String NEXT_MARK = MARK + ".next";

    private final LoginHost host;
    private final HttpServletRequest container;
    private final RecentLogins recent;
    private volatile boolean keptInSession;
    private volatile boolean mechanismRuns;
    private volatile boolean looked;
    private volatile boolean renewed;
    private volatile @Nullable String unsaved;

    /** @param recent those of the application */
    public ContainerLogin(LoginHost host, HttpServletRequest container, RecentLogins recent) {
        this.host = host;
        this.container = container;
        this.recent = recent;
    }

    /** The container does not remember this one: the session does. */
    public void isKeptInSession() {
        keptInSession = true;
    }

    /** Whether a login mechanism is at work, so that the container does not know the caller yet. */
    public void mechanismRuns(boolean does) {
        mechanismRuns = does;
    }

    /** Before one is tried: Tomcat and Payara remember it only if their own session is there already. */
    public void begins() {
        OpenSession present = host.openSession();
        if (present != null && host.canSendCookie() && !isInCookie()) {
            container.getSession(true);
        }
    }

    /**
     * Open Liberty remembers its callers by a cookie of its own (LTPA), for all applications, and until a logout or a
     * time of its own: there a login outlives its session with or without us. And it refuses a session of its own to
     * whoever has lost that cookie.
     */
    private boolean isInCookie() {
        String server = container.getServletContext().getServerInfo();
        return server != null && server.contains("WebSphere Liberty");
    }

    /** The application has found somebody logged in, now or before. */
    public void found() {
        OpenSession unused = host.openSession(); // looked up, so that there is one to note it in
        note();
    }

    /** The application has logged somebody in, whoever was known before: a login is a new id. */
    public void succeeded() {
        renewed = false;
        renew();
        note();
    }

    private void renew() {
        renewed |= host.renewId();
    }

    /** Whether somebody is known to be logged in. */
    public boolean isSomebody() {
        return keptInSession || container.getUserPrincipal() != null;
    }

    /** Notes in both sessions who is logged in, if the application has its session in hand. */
    public void note() {
        OpenSession present = host.sessionInHand();
        Principal user = present == null ? null : container.getUserPrincipal();
        if (present == null || user == null) {
            return; // pages that are open to all have no user, whoever is logged in
        }
        present.setUser(user.getName());
        ContainerSession containers = isInCookie() ? null : ContainerSession.of(container);
        if (!keptInSession && (containers != null || isInCookie())) {
            mark(containers, present, user.getName());
        }
    }

    private void mark(@Nullable ContainerSession containers, OpenSession ours, String user) {
        String mark = markOf(ours);
        if (mark == null || !isOf(user, mark)) {
            if (!ours.isNew() && !host.canSendCookie()) {
                return; // a later request can give it another id
            }
            mark = next(containers, ours, user);
            ours.marks().set(MARK, mark);
        } else if (containers != null && !mark.equals(containers.get(MARK)) && !isNoted(containers, mark)) {
            return; // a later request can give it another id
        }
        if (containers != null && !mark.equals(containers.get(MARK))) {
            unsaved = mark;
        }
    }

    /**
     * Our session knows this user, the container's does not know of ours: he has logged in again, here. The mark stays,
     * for the logins on other servers are still good.
     *
     * @return false if the browser cannot be told of another id
     */
    private boolean isNoted(ContainerSession containers, String mark) {
        boolean isFirst = containers.setUnless(NEXT_MARK, mark::equals, mark) == null;
        if (isFirst && !renewed) {
            renew();
            if (!renewed) {
                containers.set(NEXT_MARK, null);
                return false;
            }
        }
        return true;
    }

    private String next(@Nullable ContainerSession containers, OpenSession ours, String user) {
        String fresh = UUID.randomUUID() + " " + user;
        Predicate<String> willDo = other -> isOf(user, other);
        String present = containers == null
                ? recent.setUnless(ours.id(), willDo, fresh)
                : containers.setUnless(NEXT_MARK, willDo, fresh);
        if (present != null) {
            return present;
        }
        if (!renewed) {
            renew();
        }
        return fresh;
    }

    private static boolean isOf(String user, String mark) {
        return mark.substring(mark.indexOf(' ') + 1).equals(user);
    }

    /** Our session is stored, with its mark: from now on another mark in it means that the login is over. */
    public void saved() {
        String mark = unsaved;
        ContainerSession containers = mark == null ? null : ContainerSession.of(container);
        if (containers != null) {
            containers.set(MARK, mark);
        }
        unsaved = null;
    }

    private static @Nullable String markOf(OpenSession ours) {
        return ours.marks().get(MARK) instanceof String mark ? mark : null;
    }

    /**
     * When the request comes to the first filter: whether the session in which the container's caller had logged in has
     * ended, or has another user by now. One that is not noted yet is noted.
     *
     * @throws io.holdfast.SessionUnavailableException if that cannot be told
     */
    public boolean isOver() {
        if (looked || mechanismRuns || container.getDispatcherType() != DispatcherType.REQUEST) {
            return false;
        }
        looked = true;
        ContainerSession containers = container.getUserPrincipal() == null ? null : ContainerSession.of(container);
        if (containers == null || keptInSession || isInCookie()) {
            return false;
        }
        Object mark = containers.get(MARK); // before ours is read, which has it if this has
        OpenSession ours = host.openSession();
        if (mark == null) {
            note();
            return false;
        }
        return ours == null || !mark.equals(markOf(ours));
    }

    /**
     * Lets the browser ask again, as the container had already decided what its caller may do, and makes the container
     * forget that caller. That only when the browser has asked again: a request may have been under way when another
     * one was answered with a new session or id, and then comes back with it.
     */
    public void end(HttpServletResponse response) throws ServletException {
        ContainerSession containers = ContainerSession.of(container);
        if (containers == null || RetryMarker.is(container, containers)) {
            container.logout();
            ContainerSession left = ContainerSession.of(container); // some have ended it
            if (left != null) {
                left.end();
            }
            host.deleteCookie(response, RetryMarker.COOKIE);
        } else {
            host.sendCookie(response, RetryMarker.COOKIE, RetryMarker.expected(containers));
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

    /**
     * The application has logged its user out. The session gets another id, of which no node has any older state: else
     * one that has kept an old copy could show the login once more, if the others are slow at that moment.
     */
    public void ended() {
        OpenSession ours = host.openSession();
        if (ours != null) {
            ours.setUser(null);
            ours.marks().remove(MARK);
            boolean unused = host.renewId();
        }
        unsaved = null;
        ContainerSession containers = ContainerSession.of(container);
        if (containers != null) {
            containers.set(MARK, null);
            containers.set(NEXT_MARK, null);
        }
    }
}
