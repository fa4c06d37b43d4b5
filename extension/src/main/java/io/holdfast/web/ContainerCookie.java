package io.holdfast.web;

import jakarta.servlet.SessionCookieConfig;
import java.util.function.Consumer;

/**
 * The cookie of the container's own session beneath ours, which may hold a login: it is to be as safe as ours is.
 *
 * <p>Its path and domain stay the container's: two applications, or two hosts, that shared it would take each other's
 * sessions away. Nor has it our age: what it stands for dies with its server.
 */
final class ContainerCookie {

    private static final System.Logger LOG = System.getLogger(ContainerCookie.class.getName());

    private ContainerCookie() {}

    /** If the container takes no more settings, or does not know one, it stays as it is. */
    static void inherit(SessionCookieConfig container, CookieSettings ours) {
        set(container, config -> config.setHttpOnly(true));
        boolean isCrossSite = "None".equalsIgnoreCase(ours.sameSite());
        CookiePrefix prefix = CookiePrefix.of(String.valueOf(container.getName()));
        if (Boolean.TRUE.equals(ours.secure()) || isCrossSite || prefix != CookiePrefix.NONE) {
            set(container, config -> config.setSecure(true));
        }
        if (prefix == CookiePrefix.HOST) {
            set(container, config -> config.setPath("/"));
        }
        if (ours.sameSite() != null) {
            set(container, config -> config.setAttribute("SameSite", ours.sameSite()));
        }
    }

    private static void set(SessionCookieConfig container, Consumer<SessionCookieConfig> setting) {
        try {
            setting.accept(container);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The container''s own session cookie is left as it is", e);
        }
    }
}
