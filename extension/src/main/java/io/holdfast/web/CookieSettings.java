package io.holdfast.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the session cookie is to look like; null leaves it to what the application says of its container's session
 * cookie, and then to the default. Such a cookie is HttpOnly always. Immutable.
 *
 * @param name a token of RFC 6265; by default the container's own name for it, mostly {@code JSESSIONID}
 * @param path beginning with a slash; by default the application's context path
 * @param domain by default none, so that the browser sends the cookie to this host only
 * @param secure whether the cookie travels over TLS only; by default if the request that starts the session did
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}; by default the attribute is left out
 * @param maxAgeSeconds how long the browser keeps it; by default, and if negative, until it is closed
 */
public record CookieSettings(
        @Nullable String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Boolean secure,
        @Nullable String sameSite,
        @Nullable Integer maxAgeSeconds) {

    /** Nothing said. */
    public static final CookieSettings UNSET = new CookieSettings(null, null, null, null, null, null);

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern DOMAIN = Pattern.compile("[.0-9A-Za-z-]+");
    private static final Set<String> SAME_SITE = Set.of("strict", "lax", "none");

    /** @throws IllegalArgumentException if a browser would not take such a cookie */
    public CookieSettings {
        check(name == null || TOKEN.matcher(name).matches(), "name", name, "letters, digits and !#$%&'*+-.^_`|~");
        check(path == null || isPath(path), "path", path, "a path beginning with /, without ; and control characters");
        check(domain == null || DOMAIN.matcher(domain).matches(), "domain", domain, "a domain name");
        check(
                sameSite == null || SAME_SITE.contains(sameSite.toLowerCase(Locale.ROOT)),
                "same-site",
                sameSite,
                "Strict, Lax or None");
        check(
                !"None".equalsIgnoreCase(sameSite) || !Boolean.FALSE.equals(secure),
                "same-site",
                sameSite,
                "Strict or Lax: browsers take None only of cookies that are secure");
    }

    /** These, and if they say nothing the others. */
    CookieSettings orElse(CookieSettings others) {
        return new CookieSettings(
                first(name, others.name),
                first(path, others.path),
                first(domain, others.domain),
                first(secure, others.secure),
                first(sameSite, others.sameSite),
                first(maxAgeSeconds, others.maxAgeSeconds));
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return Optional.ofNullable(one).orElse(other);
    }

    private static boolean isPath(String path) {
        return path.startsWith("/") && path.chars().noneMatch(c -> c == ';' || Character.isISOControl(c));
    }

    private static void check(boolean good, String what, @Nullable String value, String wanted) {
        if (!good) {
            throw new IllegalArgumentException(
                    "The session cookie's " + what + " cannot be \"" + value + "\"; use " + wanted);
        }
    }
}
