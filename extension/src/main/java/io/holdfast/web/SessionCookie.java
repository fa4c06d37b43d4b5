package io.holdfast.web;

import io.holdfast.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries the session id: its name, and how it is read and written (RFC 6265). Immutable.
 *
 * <p>The containers' own cookies were turned down: Undertow shows one of several with the same name only, and leaves
 * {@code SameSite} away.
 */
final class SessionCookie {

    /** More cookies of one name than several paths and domains explain are an attack on the nodes' time. */
    static final int MAX_TRIED = 4;

    private static final String HEADER = "Set-Cookie";
    private static final OptionalInt EXPIRED = OptionalInt.of(0);

    private final CookieSettings settings;
    private final String name;
    private final String begin;
    private final String path;
    private final boolean keptFromCaches;

    /**
     * @param settings with a name
     * @param keptFromCaches whether a response that has it is to be kept out of shared caches
     * @throws IllegalArgumentException if browsers would drop the cookie for its name
     */
    SessionCookie(CookieSettings settings, String contextPath, boolean keptFromCaches) {
        this.settings = settings;
        this.name = Objects.requireNonNull(settings.name());
        this.begin = name + "=";
        this.path = settings.path() != null ? settings.path() : asInUrls(contextPath);
        this.keptFromCaches = keptFromCaches;
        CookiePrefix.of(name).check(settings, path);
    }

    /**
     * What a request offers as session ids, in its order; what cannot be one is left out. An id that is not ours counts
     * only if there is no other: a neighbouring host can plant any number of cookies in front of the real one (RFC 6265
     * section 8.6).
     */
    List<SessionId> offeredBy(HttpServletRequest request, Predicate<SessionId> isOurs) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        if (headers == null || !headers.hasMoreElements()) {
            return List.of();
        }
        Set<SessionId> offered = new LinkedHashSet<>(1);
        while (headers.hasMoreElements()) {
            addIds(headers.nextElement(), offered);
        }
        if (offered.isEmpty()) {
            return List.of();
        }
        List<SessionId> ours = new ArrayList<>(1);
        for (SessionId id : offered) {
            if (ours.size() < MAX_TRIED && isOurs.test(id)) {
                ours.add(id);
            }
        }
        return ours.isEmpty() ? List.of(offered.iterator().next()) : ours;
    }

    private void addIds(String header, Set<SessionId> found) {
        for (int from = 0; from < header.length(); ) {
            int end = header.indexOf(';', from);
            end = end < 0 ? header.length() : end;
            while (from < end && Character.isWhitespace(header.charAt(from))) {
                from++;
            }
            if (header.startsWith(begin, from)) {
                String value = header.substring(from + begin.length(), Math.max(end, from + begin.length()));
                SessionId.parse(unquoted(value.stripTrailing())).ifPresent(found::add);
            }
            from = end + 1;
        }
    }

    /** Some clients send it in quotes (RFC 6265 section 4.1.1), which containers take off. */
    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The line that hands an id to the browser. */
    String carrying(SessionId id, HttpServletRequest request) {
        Integer maxAge = settings.maxAgeSeconds();
        OptionalInt age = maxAge == null || maxAge < 0 ? OptionalInt.empty() : OptionalInt.of(maxAge);
        return line(id.value(), age, request);
    }

    /** The line that makes the browser forget its id. */
    String expired(HttpServletRequest request) {
        return line("", EXPIRED, request);
    }

    private String line(String value, OptionalInt maxAge, HttpServletRequest request) {
        String domain = settings.domain() == null ? "" : "; Domain=" + settings.domain();
        return line(name, value, path + domain, maxAge, settings.sameSite(), request);
    }

    private String line(
            String named,
            String value,
            String place,
            OptionalInt maxAge,
            @Nullable String sameSite,
            HttpServletRequest request) {
        return named + "=" + value + "; Path=" + place
                + (maxAge.isEmpty() ? "" : "; Max-Age=" + maxAge.getAsInt())
                + (isSecure(request) ? "; Secure" : "")
                + "; HttpOnly"
                + (sameSite == null ? "" : "; SameSite=" + sameSite);
    }

    /**
     * The line of another cookie of ours, as safe as this one, for the whole host, whose path a proxy may change. Of
     * {@code Strict} it is {@code Lax}: it has to come back in a redirection that began at another site.
     */
    String helper(String named, String value, HttpServletRequest request) {
        return helper(named, value, OptionalInt.empty(), request);
    }

    /** The line that makes the browser forget a {@link #helper}. */
    String expiredHelper(String named, HttpServletRequest request) {
        return helper(named, "", EXPIRED, request);
    }

    private String helper(String named, String value, OptionalInt maxAge, HttpServletRequest request) {
        String sameSite = "Strict".equalsIgnoreCase(settings.sameSite()) ? "Lax" : settings.sameSite();
        return line(named, value, "/", maxAge, sameSite, request);
    }

    /** Whether it has {@code Secure} in the answer to a request. */
    boolean isSecure(HttpServletRequest request) {
        Boolean secure = settings.secure();
        return secure != null ? secure : request.isSecure() || isCrossSite();
    }

    /** Whether {@link #isSecure} is for the request to tell. */
    boolean isSecureByRequest() {
        return settings.secure() == null && !isCrossSite();
    }

    private boolean isCrossSite() {
        return "None".equalsIgnoreCase(settings.sameSite());
    }

    boolean isKeptFromCaches() {
        return keptFromCaches;
    }

    /**
     * Adds a line to a response, in place of one added before (RFC 6265 section 4.1.1: one of each name). Containers
     * ignore that while a page is included.
     */
    void addTo(HttpServletResponse response, String line) {
        List<String> before = List.copyOf(response.getHeaders(HEADER));
        if (before.contains(line)) {
            return;
        }
        if (before.stream().noneMatch(this::isOurs)) {
            response.addHeader(HEADER, line);
        } else {
            response.setHeader(HEADER, line);
            before.stream().filter(other -> !isOurs(other)).forEach(other -> response.addHeader(HEADER, other));
        }
    }

    boolean isIn(HttpServletResponse response, String line) {
        return response.getHeaders(HEADER).contains(line);
    }

    private boolean isOurs(String line) {
        return line.startsWith(begin);
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
