package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks servers to do something. */
final class HttpRequests {

    /** Not HTTP/2: Payara closes such a connection when an answer takes longer than its keep-alive of 30 seconds. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private HttpRequests() {}

    /** As a user who is his own password. */
    static String getAs(String user, URI uri) {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.US_ASCII));
        return get(uri, "Authorization", "Basic " + login);
    }

    static String get(URI uri, String... headers) {
        return ask(uri, headers).body();
    }

    static int status(URI uri) {
        return ask(uri).statusCode();
    }

    private static HttpResponse<String> ask(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
