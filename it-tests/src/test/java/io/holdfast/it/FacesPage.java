package io.holdfast.it;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of Faces with one form, as a browser shows it; its form may be sent to any server. */
record FacesPage(Visitor visitor, String text) {

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern SHOWN = Pattern.compile("([^<>\\n]*)\\.(?:</span>)?\\s*</body>");

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
