package io.holdfast.it.faces;

import io.holdfast.it.harness.http.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of Faces with one form, as a browser shows it; its form may be sent to any server. */
record FacesPage(Visitor visitor, String text) {

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern SHOWN = Pattern.compile("([^<>\\n]*)\\.(?:</span>)?\\s*</body>");
    private static final String STATE = "jakarta.faces.ViewState";
    private static final Pattern STATE_OF_ANSWER =
            Pattern.compile("<update id=\"[^\"]*jakarta\\.faces\\.ViewState[^\"]*\"><!\\[CDATA\\[(.*?)\\]\\]>");

    static FacesPage open(Visitor visitor, URI server, String path) {
        return new FacesPage(visitor, visitor.read(server, path));
    }

    /** The page that follows when a button is pressed; a redirect is followed to the same server. */
    FacesPage press(URI server, String button, String... fields) {
        Map<String, String> form = hidden();
        form.put("form:" + button, button);
        for (int i = 0; i < fields.length; i += 2) {
            form.put("form:" + fields[i], fields[i + 1]);
        }
        HttpResponse<String> answer = visitor.post(server, found(ACTION), encoded(form));
        if (answer.statusCode() == 302) {
            URI to = URI.create(answer.headers().firstValue("location").orElseThrow());
            return open(visitor, server, to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
        }
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return new FacesPage(visitor, answer.body());
    }

    /** Sends what its script does when a button with {@code f:ajax} is pressed that has {@code shown} rendered. */
    CompletableFuture<HttpResponse<String>> beginAjax(URI server, String button) {
        Map<String, String> form = hidden();
        form.put("form:" + button, button);
        form.put("jakarta.faces.source", "form:" + button);
        form.put("jakarta.faces.partial.ajax", "true");
        form.put("jakarta.faces.partial.event", "click");
        form.put("jakarta.faces.partial.execute", "form:" + button);
        form.put("jakarta.faces.partial.render", "shown");
        form.put("jakarta.faces.behavior.event", "action");
        return visitor.beginAjax(server, found(ACTION), encoded(form));
    }

    /** The page with the state of its view that came with the answer to such a request. */
    FacesPage with(HttpResponse<String> answer) {
        String before = hidden().get(STATE);
        Matcher after = STATE_OF_ANSWER.matcher(answer.body());
        if (before == null || !after.find()) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return new FacesPage(visitor, text.replace("value=\"" + before + "\"", "value=\"" + after.group(1) + "\""));
    }

    private Map<String, String> hidden() {
        Map<String, String> fields = new LinkedHashMap<>();
        HIDDEN.matcher(text)
                .results()
                .forEach(each -> fields.put(attribute(each.group(), "name"), attribute(each.group(), "value")));
        return fields;
    }

    private static String attribute(String element, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(element);
        return found.find() ? found.group(1) : "";
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The line at its end. */
    String shown() {
        return found(SHOWN);
    }

    private String found(Pattern pattern) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1).replace("&amp;", "&");
    }
}
