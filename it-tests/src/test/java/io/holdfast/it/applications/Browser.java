package io.holdfast.it.applications;

import io.holdfast.it.harness.http.Cookies;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** Shows one page of one application at a time, as whichever server answers; it runs no scripts. */
final class Browser {

    private final Cookies cookies = new Cookies();
    private final String application;
    private URI server;
    private Document page = new Document("");
    private @Nullable HttpResponse<String> last;

    /** Where an application is, as {@code /example/}. */
    Browser(URI server, String application) {
        this.server = server;
        this.application = application;
    }

    /** From now on this server is asked, wherever pages and redirections point to. */
    void goTo(URI other) {
        server = other;
    }

    /** The value of the session's cookie. */
    String session() {
        return cookies.session();
    }

    /** Closes and opens again, which ends the cookies without a time of their own. */
    Browser restart() {
        cookies.restart();
        return this;
    }

    /** Opens a page of the application, whose redirections are followed. */
    Browser open(String path) {
        return show(cookies.end(cookies.get(server, application + path), server));
    }

    /** Follows a link of this page. */
    Browser click(String css) {
        return show(cookies.end(cookies.get(server, absolute(element(css).attr("href"))), server));
    }

    /** Sends a form of this page with what it has, and these names and values instead. */
    Browser submit(String css, String... changed) {
        FormElement form = (FormElement) element(css);
        Map<String, String> data = new LinkedHashMap<>();
        form.formData().forEach(field -> data.put(field.key(), field.value()));
        for (int i = 0; i < changed.length; i += 2) {
            data.put(changed[i], changed[i + 1]);
        }
        return post(form.attr("action"), data);
    }

    /** Sends a form to a link as it stands in this page. */
    Browser post(String link, Map<String, String> data) {
        return show(cookies.end(cookies.post(server, absolute(link), data), server));
    }

    /** What the page's script sends to a link, which leaves the page as it is; gives the answer. */
    String ajax(String link, Map<String, String> data, String... headers) {
        return cookies.post(server, absolute(link), data, headers).body();
    }

    /** Talks by a WebSocket. */
    Chat chat(String path) {
        return new Chat(listener -> cookies.connect(server, application + path, listener));
    }

    /** The lines of a page that is never whole; it leaves the page that is shown. */
    Iterator<String> stream(String path) {
        return cookies.stream(server, application + path).iterator();
    }

    /** What the page's script sends to a link as JSON, which leaves the page as it is; gives the answer. */
    String json(String link, String json) {
        return cookies.postJson(server, absolute(link), json).body();
    }

    private String absolute(String link) {
        return Cookies.pathOf(URI.create(page.baseUri()).resolve(link.isEmpty() ? page.baseUri() : link));
    }

    private Browser show(HttpResponse<String> answer) {
        last = answer;
        page = Jsoup.parse(answer.body(), answer.uri().toString());
        return this;
    }

    /** All text of this page, in one line. */
    String all() {
        return text("body").replaceAll("\\s+", " ");
    }

    /** The text of the first element of this page that fits. */
    String text(String css) {
        return element(css).text();
    }

    Element element(String css) {
        Element found = page.selectFirst(css);
        if (found == null) {
            throw new AssertionError(answer().uri().getPath() + " was answered with " + status() + " and without " + css
                    + ": " + body());
        }
        return found;
    }

    /** This page as it came. */
    String body() {
        return answer().body();
    }

    int status() {
        return answer().statusCode();
    }

    private HttpResponse<String> answer() {
        return Objects.requireNonNull(last);
    }
}
