package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Single requests, beside the load. */
final class Http {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /** The answer, which must be 200. */
    static HttpResponse<String> get(URI uri, String... headers) {
        HttpResponse<String> response = ask(uri, headers);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " is answered with " + response.statusCode());
        }
        return response;
    }

    /** Whatever it is answered with. */
    static HttpResponse<String> ask(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
