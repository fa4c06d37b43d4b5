package io.holdfast.it.harness.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser of which only the session cookie and the path of its requests matter; any server may be asked. */
public final class Visitor {

    /** Not HTTP/2: Open Liberty never ends some of the answers that it writes at the same time to one connection. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=([^;]*)");
    private static final Pattern COUNTER = Pattern.compile("\"counter\":(\\d+)");

    private volatile @Nullable String cookie;
    private volatile @Nullable String others;

    public HttpResponse<String> ask(URI server, String path) {
        return begin(server, path).join();
    }

    /** Sends a form. */
    public HttpResponse<String> post(URI server, String path, String form) {
        return send(posting(server, path, form)).join();
    }

    /** Sends a form as the script of a Faces page does. */
    public CompletableFuture<HttpResponse<String>> beginAjax(URI server, String path, String form) {
        return send(posting(server, path, form).header("Faces-Request", "partial/ajax"));
    }

    private static HttpRequest.Builder posting(URI server, String path, String form) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    public CompletableFuture<HttpResponse<String>> begin(URI server, String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        if (cookie != null) {
            request.header("Cookie", "JSESSIONID=" + cookie);
        } else if (others != null) {
            request.header("Cookie", others);
        }
        return HTTP.sendAsync(request.timeout(Duration.ofMinutes(5)).build(), BodyHandlers.ofString())
                .thenApply(this::remember);
    }

    private HttpResponse<String> remember(HttpResponse<String> response) {
        for (String header : response.headers().allValues("set-cookie")) {
            Matcher found = COOKIE.matcher(header);
            if (found.find()) {
                cookie = found.group(1).isEmpty() ? null : found.group(1);
            }
        }
        return response;
    }

    /** A browser that sends these until it is given a session. */
    public static Visitor withCookies(String header) {
        Visitor visitor = new Visitor();
        visitor.others = header;
        return visitor;
    }

    /** The session cookie's value, null where there is none. */
    @Nullable
    public String cookie() {
        return cookie;
    }

    /** Another window of the same browser, with the cookie as it is now. */
    public Visitor twin() {
        Visitor twin = new Visitor();
        twin.cookie = cookie;
        return twin;
    }

    /** The text of an answer that must be a good one. */
    public String read(URI server, String path) {
        HttpResponse<String> response = ask(server, path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    public static int counter(String answer) {
        Matcher found = COUNTER.matcher(answer);
        if (!found.find()) {
            throw new AssertionError("no counter in " + answer);
        }
        return Integer.parseInt(found.group(1));
    }
}
