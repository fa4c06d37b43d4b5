package io.holdfast.faults;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back of a request.
 *
 * @param status 0 where nothing did
 * @param cookie the session cookie it sets; empty where it deletes it, null where it leaves it alone
 */
record Reply(int status, @Nullable String cookie, boolean retryAfter, String body) {

    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=([^;]*)");
    private static final Pattern USER = Pattern.compile("\"user\":\"([^\"]*)\"");
    private static final Pattern COUNTER = Pattern.compile("\"counter\":(\\d+)");

    static Reply none(Throwable why) {
        return new Reply(0, null, false, String.valueOf(why));
    }

    static Reply of(HttpResponse<String> response) {
        HttpHeaders headers = response.headers();
        String cookie = null;
        for (String header : headers.allValues("set-cookie")) {
            Matcher found = COOKIE.matcher(header);
            if (found.find()) {
                cookie = found.group(1);
            }
        }
        return new Reply(
                response.statusCode(), cookie, headers.firstValue("retry-after").isPresent(), response.body());
    }

    boolean isProperRefusal() {
        return status == 503 && retryAfter && cookie == null && !body.contains("Exception");
    }

    /** Whether it is the example's answer at all. */
    boolean isSession() {
        return status == 200 && counter().isPresent() && body.contains("\"user\":");
    }

    /** The user it names, or null where nobody is logged in. */
    @Nullable
    String user() {
        Matcher found = USER.matcher(body);
        return found.find() ? found.group(1) : null;
    }

    OptionalInt counter() {
        Matcher found = COUNTER.matcher(body);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }
}
