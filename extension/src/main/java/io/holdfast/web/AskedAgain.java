package io.holdfast.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/**
 * Knows a request that comes after an answer of ours from one that was under way before: by a cookie of that answer.
 */
final class AskedAgain {

    private static final String COOKIE = "HOLDFAST_ASKED_AGAIN";
    private static final String EXPECTED = AskedAgain.class.getName();

    private AskedAgain() {}

    static boolean is(HttpServletRequest request, ContainerSession containers) {
        Object expected = containers.get(EXPECTED);
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE) && cookie.getValue().equals(expected)) {
                return true;
            }
        }
        return false;
    }

    static void ask(HttpServletResponse response, ContainerSession containers) {
        String fresh = UUID.randomUUID().toString();
        String present = containers.setUnless(EXPECTED, any -> true, fresh);
        response.addCookie(cookie(present == null ? fresh : present));
    }

    static void over(HttpServletResponse response) {
        Cookie cookie = cookie("");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }

    private static Cookie cookie(String value) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath("/"); // a proxy may know another path than we do
        cookie.setHttpOnly(true);
        return cookie;
    }
}
