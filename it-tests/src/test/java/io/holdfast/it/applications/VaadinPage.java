package io.holdfast.it.applications;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openqa.selenium.json.Json;

/**
 * What Vaadin's client engine does for one view: it sends events by ids of nodes, and keeps what the answers change.
 */
final class VaadinPage {

    private static final Json JSON = new Json();
    private static final Map<String, Object> ENDED = Map.of("sessionExpired", true);
    private static final int UI = 1;
    private static final String TEXT = "7.text";

    /** Of each node its values, by feature and name. */
    private final Map<Integer, Map<String, Object>> nodes = new TreeMap<>();

    private final Browser browser;
    private final String csrf;
    private final int ui;
    private final String push;
    private int answers;
    private int messages;

    private VaadinPage(Browser browser, Map<String, Object> started) {
        this.browser = browser;
        Map<String, Object> uidl = object(started.get("uidl"));
        csrf = String.valueOf(uidl.get("Vaadin-Security-Key"));
        ui = number(started.get("v-uiId"));
        push = String.valueOf(uidl.get("Vaadin-Push-ID"));
        apply(uidl);
    }

    /** A WebSocket to the server where the browser is, by which that one pushes; as Atmosphere's script opens it. */
    Chat listen() {
        return browser.chat("VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + push
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript&X-Atmosphere-Transport=websocket"
                + "&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true");
    }

    /** Opens the application's first view, and once more if told that the session is about to end, as browsers do. */
    static VaadinPage open(Browser browser) {
        Map<String, Object> started = start(browser);
        if (object(started.get("uidl")).containsKey("meta")) {
            started = start(browser);
        }
        VaadinPage page = new VaadinPage(browser, started);
        Map<String, Object> to =
                Map.of("route", "", "query", "", "appShellTitle", "", "trigger", "", "historyState", "");
        page.send(List.of(event(UI, "ui-navigate", to)));
        return page;
    }

    private static Map<String, Object> start(Browser browser) {
        String answer = browser.open("?v-r=init&location=&query=").body();
        return object(object(JSON.toType(answer, Json.MAP_TYPE)).get("appConfig"));
    }

    /** Leaves a text in a field. */
    String type(String id, String text) {
        int field = node(id);
        return send(List.of(
                Map.of("type", "mSync", "node", field, "feature", 1, "property", "value", "value", text),
                event(field, "change", Map.of())));
    }

    String click(String id) {
        Map<String, Object> data = new TreeMap<>();
        for (String each : List.of("screenX", "screenY", "clientX", "clientY", "detail", "button")) {
            data.put("event." + each, 0);
        }
        for (String each : List.of("ctrlKey", "shiftKey", "altKey", "metaKey")) {
            data.put("event." + each, false);
        }
        return send(List.of(event(node(id), "click", data)));
    }

    private static Map<String, Object> event(int node, String name, Map<String, Object> data) {
        return Map.of("type", "event", "node", node, "event", name, "data", data);
    }

    /** Asks for all that the view shows at the server, as an engine that has missed something. */
    String resynchronize() {
        nodes.clear();
        return send(List.of(), true);
    }

    private String send(List<Map<String, Object>> events) {
        return send(events, false);
    }

    private String send(List<Map<String, Object>> events, boolean resynchronize) {
        Map<String, Object> message = Map.of(
                "csrfToken", csrf,
                "rpc", events,
                "syncId", answers,
                "clientId", messages++,
                "resynchronize", resynchronize);
        String answer = browser.json("?v-r=uidl&v-uiId=" + ui, JSON.toJson(message));
        if (!answer.startsWith("for(;;);[")) {
            throw new AssertionError(answer);
        }
        String only = answer.substring("for(;;);[".length(), answer.lastIndexOf(']'));
        Map<String, Object> uidl = object(JSON.toType(only, Json.MAP_TYPE));
        if (ENDED.equals(uidl.get("meta"))) {
            return "the session has ended";
        }
        apply(uidl);
        return text();
    }

    private void apply(Map<String, Object> uidl) {
        if (!uidl.containsKey("syncId") || uidl.containsKey("meta")) {
            throw new AssertionError("not what was asked for: " + uidl);
        }
        answers = number(uidl.get("syncId"));
        list(uidl.getOrDefault("changes", List.of())).forEach(each -> change(object(each)));
    }

    private void change(Map<String, Object> change) {
        Map<String, Object> node = nodes.computeIfAbsent(number(change.get("node")), id -> new TreeMap<>());
        String feature = String.valueOf(change.get("feat"));
        if ("put".equals(change.get("type"))) {
            node.put(feature + "." + change.get("key"), String.valueOf(change.get("value")));
        } else if ("detach".equals(change.get("type"))) {
            nodes.remove(number(change.get("node")));
        }
    }

    private int node(String id) {
        return nodes.entrySet().stream()
                .filter(each -> id.equals(each.getValue().get("3.id"))
                        || id.equals(each.getValue().get("1.id")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + nodes));
    }

    /** All that is to be read, and what fields hold. */
    String text() {
        return nodes.values().stream()
                .map(each -> each.getOrDefault(TEXT, each.get("1.value")))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(" | "));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) Objects.requireNonNull(json);
    }

    private static List<?> list(Object json) {
        return (List<?>) json;
    }

    private static int number(Object json) {
        return ((Number) json).intValue();
    }
}
