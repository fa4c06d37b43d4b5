package io.holdfast.web.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/**
 * Knows a request that comes after an answer of ours from one that was under way before: by a cookie of that answer.
 */
final class RetryMarker {

    static final String COOKIE = "HOLDFAST_RETRY";

    private static final String EXPECTED = RetryMarker.class.getName();

    private RetryMarker() {}

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

    /** What the cookie is to hold; the same for all who are asked before one comes back. */
    static String expected(ContainerSession containers) {
        String fresh = UUID.randomUUID().toString();
        String present = containers.setUnless(EXPECTED, any -> true, fresh);
        return present == null ? fresh : present;
    }
}
