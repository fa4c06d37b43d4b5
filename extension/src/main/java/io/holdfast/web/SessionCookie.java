package io.holdfast.web;

import io.holdfast.session.SessionId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The cookie that carries the session id: its name, and how it is read and written (RFC 6265). Immutable. */
final class SessionCookie {

    /** More cookies of one name than several paths and domains explain are an attack on the nodes' time. */
    static final int MAX_TRIED = 4;

    private static final String HEADER = "Set-Cookie";

    private final CookieSettings settings;
    private final String name;
    private final String path;

    /** @param settings with a name */
    SessionCookie(CookieSettings settings, String contextPath) {
        this.settings = settings;
        this.name = Objects.requireNonNull(settings.name());
        this.path = settings.path() != null ? settings.path() : asInUrls(contextPath);
    }

    /** What a request offers as session ids, in its order; what cannot be one is left out. */
    List<SessionId> offeredBy(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .flatMap(cookie -> SessionId.parse(cookie.getValue()).stream())
                        .distinct()
                        .limit(MAX_TRIED)
                        .toList();
    }

    /** The cookie that hands an id to the browser. */
    Cookie carrying(SessionId id, HttpServletRequest request) {
        Integer maxAge = settings.maxAgeSeconds();
        return cookie(id.value(), maxAge == null ? -1 : maxAge, request);
    }

    /** The cookie that makes the browser forget its id. */
    Cookie expired(HttpServletRequest request) {
        return cookie("", 0, request);
    }

    private Cookie cookie(String value, int maxAge, HttpServletRequest request) {
        Cookie cookie = new Cookie(name, value);
        cookie.setHttpOnly(true);
        cookie.setPath(path);
        cookie.setMaxAge(maxAge);
        Boolean secure = settings.secure();
        boolean crossSite = "None".equalsIgnoreCase(settings.sameSite());
        cookie.setSecure(secure != null ? secure : request.isSecure() || crossSite);
        if (settings.domain() != null) {
            cookie.setDomain(settings.domain());
        }
        if (settings.sameSite() != null) {
            cookie.setAttribute("SameSite", settings.sameSite());
        }
        return cookie;
    }

    /** Adds the cookie to a response, in place of one added before (RFC 6265 section 4.1.1: one of each name). */
    void addTo(HttpServletResponse response, Cookie cookie) {
        response.addCookie(cookie);
        List<String> all = List.copyOf(response.getHeaders(HEADER));
        List<String> ours = all.stream().filter(this::isOurs).toList();
        if (ours.size() > 1) {
            response.setHeader(HEADER, ours.get(ours.size() - 1));
            all.stream().filter(header -> !isOurs(header)).forEach(header -> response.addHeader(HEADER, header));
        }
    }

    private boolean isOurs(String header) {
        return header.startsWith(name + "=");
    }

    private static String asInUrls(String contextPath) {
        if (contextPath.isEmpty()) {
            return "/";
        }
        try {
            return new URI(null, null, contextPath, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The context path " + contextPath + " cannot be part of a URL", e);
        }
    }
}
