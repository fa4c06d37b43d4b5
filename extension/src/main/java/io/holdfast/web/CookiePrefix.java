package io.holdfast.web;

import java.util.Locale;

/**
 * What the name of a cookie promises: browsers drop one that is not as its name says (RFC 6265bis section 4.1.3). Here
 * for the names that come from web.xml, as for those from settings the configuration says so before.
 */
enum CookiePrefix {
    NONE,
    SECURE,
    HOST;

    static CookiePrefix of(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        if (small.startsWith("__host-")) {
            return HOST;
        }
        return small.startsWith("__secure-") ? SECURE : NONE;
    }

    /**
     * @param path the cookie's
     * @throws IllegalArgumentException if a cookie with these settings would be dropped
     */
    void check(CookieSettings settings, String path) {
        boolean secure = Boolean.TRUE.equals(settings.secure());
        check(this == NONE || secure, settings, "a secure cookie", "holdfast.cookie.secure=true");
        check(this != HOST || path.equals("/"), settings, "the path /", "holdfast.cookie.path=/");
        check(this != HOST || settings.domain() == null, settings, "no domain", "none in web.xml");
    }

    private static void check(boolean good, CookieSettings settings, String demanded, String remedy) {
        if (!good) {
            throw new IllegalArgumentException("The session cookie's name " + settings.name() + " demands " + demanded
                    + ", else browsers drop the cookie; set " + remedy + ", or give it another name");
        }
    }
}
