package io.holdfast.it.harness.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A browser with all its cookies, which any server gets; it does not follow redirections by itself. */
public final class Cookies {

    private static final int MAX_REDIRECTIONS = 5;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public HttpResponse<String> get(URI server, String path) {
        return send(request(server, path));
    }

    public HttpResponse<String> post(URI server, String path, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(server, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Opens a WebSocket. */
    public WebSocket connect(URI server, String path, WebSocket.Listener listener) {
        URI page = server.resolve(path);
        URI target = URI.create("ws" + page.toString().substring("http".length()));
        return http.newWebSocketBuilder().buildAsync(target, listener).join();
    }

    /** The lines of an answer that goes on. */
    public Stream<String> stream(URI server, String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        return http.sendAsync(request, BodyHandlers.ofLines()).join().body();
    }

    /** Sends JSON, as scripts do. */
    public HttpResponse<String> postJson(URI server, String path, String json) {
        return send(request(server, path)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The text of an answer that must be a good one. */
    public String read(URI server, String path) {
        return text(get(server, path));
    }

    /** The text at the end of all redirections, which are followed to the given server whatever host they name. */
    public String follow(URI server, String path) {
        return follow(get(server, path), server);
    }

    public String follow(HttpResponse<String> first, URI server) {
        return text(end(first, server));
    }

    /** The answer at the end of all redirections, which are followed to the given server whatever host they name. */
    public HttpResponse<String> end(HttpResponse<String> first, URI server) {
        HttpResponse<String> response = first;
        for (int i = 0;
                i < MAX_REDIRECTIONS
                        && response.headers().firstValue("Location").isPresent();
                i++) {
            URI next = response.uri()
                    .resolve(response.headers().firstValue("Location").get());
            response = get(server, pathOf(next));
        }
        return response;
    }

    /** With its query. */
    public static String pathOf(URI target) {
        return target.getRawQuery() == null ? target.getRawPath() : target.getRawPath() + "?" + target.getRawQuery();
    }

    private static String text(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.uri().getPath() + " was answered with " + response.statusCode() + " "
                    + response.headers().map().keySet() + ": " + response.body());
        }
        return response.body();
    }

    /** Loses the first of these cookies that it has. */
    public void forget(String... names) {
        CookieStore store = cookies.getCookieStore();
        HttpCookie first = Stream.of(names)
                .flatMap(name -> store.getCookies().stream()
                        .filter(cookie -> cookie.getName().equals(name)))
                .findFirst()
                .orElseThrow();
        store.getURIs().forEach(uri -> store.remove(uri, first));
    }

    /** Closes and opens again: what is left are the cookies that have a time of their own. */
    public void restart() {
        CookieStore store = cookies.getCookieStore();
        for (URI uri : List.copyOf(store.getURIs())) {
            List.copyOf(store.get(uri)).stream()
                    .filter(cookie -> cookie.getMaxAge() < 0)
                    .forEach(cookie -> store.remove(uri, cookie));
        }
    }

    /** The value of the session's cookie. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .collect(Collectors.joining());
    }

    /** A browser that has this session's cookie only. */
    public static Cookies withSession(URI server, String value) {
        Cookies browser = new Cookies();
        HttpCookie cookie = new HttpCookie("JSESSIONID", value);
        cookie.setPath("/");
        cookie.setVersion(0);
        browser.cookies.getCookieStore().add(server, cookie);
        return browser;
    }
}
