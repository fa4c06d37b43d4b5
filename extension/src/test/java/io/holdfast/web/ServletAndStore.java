package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.ValueCodec;
import io.holdfast.store.ReplicatedSessionStore;
import io.holdfast.store.SessionEngine;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Values of any class go to the nodes by one API on one server and come back by the other on the other server: in
 * either direction, a session each.
 */
final class ServletAndStore implements AutoCloseable {

    private static final String COOKIE = "JSESSIONID";
    private static final int AT_ONCE = 40;

    private final TestNodes nodes = new TestNodes();
    private final Browser browser = new Browser();
    private final AtomicReference<Map<String, Object>> given = new AtomicReference<>(Map.of());
    private final ServletHost.RunningServer one;
    private final ServletHost.RunningServer two;
    private final SessionStore storeOfOne;
    private final SessionStore storeOfTwo;

    ServletAndStore(Path directory) {
        nodes.classes = AllowedClasses.any(List.of());
        nodes.maxRecordBytes = 1 << 20;
        nodes.budget = Duration.ofMinutes(1);
        SessionEngine ofOne = nodes.engine();
        SessionEngine ofTwo = nodes.engine();
        storeOfOne = new ReplicatedSessionStore(ofOne);
        storeOfTwo = new ReplicatedSessionStore(ofTwo);
        one = ServletHost.UNDERTOW.start(application().sessionsFrom(ofOne, nodes.clock), directory);
        two = ServletHost.UNDERTOW.start(application().sessionsFrom(ofTwo, nodes.clock), directory);
    }

    private WebApplication application() {
        return new WebApplication()
                .on("/keep", (request, response) -> {
                    HttpSession session = request.getSession();
                    given.get().forEach(session::setAttribute);
                })
                .on("/try", (request, response) -> {
                    HttpSession session = request.getSession();
                    Map<String, Object> values = given.get();
                    response.getWriter().print(answer(() -> values.forEach(session::setAttribute)));
                })
                .on("/show", (request, response) -> {
                    HttpSession session = request.getSession(false);
                    Map<String, Object> found = new LinkedHashMap<>();
                    Collections.list(session.getAttributeNames())
                            .forEach(name -> found.put(name, session.getAttribute(name)));
                    given.set(found);
                });
    }

    /** As the servers write and read them. */
    ValueCodec values() {
        return nodes.values();
    }

    /** Tells of each value with what came back, for either direction. */
    void send(Map<String, Object> all, BiConsumer<String, Object> back) {
        List<String> names = new ArrayList<>(all.keySet());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            Map<String, Object> some = new LinkedHashMap<>();
            names.subList(from, Math.min(names.size(), from + AT_ONCE)).forEach(name -> some.put(name, all.get(name)));
            tell(some, byServletThenByStore(some), back);
            tell(some, byStoreThenByServlet(some), back);
        }
    }

    private static void tell(Map<String, Object> sent, Map<String, Object> found, BiConsumer<String, Object> back) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(sent.keySet());
        found.forEach(back);
    }

    private Map<String, Object> byServletThenByStore(Map<String, Object> values) {
        given.set(values);
        Browser fresh = new Browser();
        fresh.read(one.base() + "/keep");
        SessionId id = SessionId.parse(fresh.cookie(COOKIE)).orElseThrow();
        return storeOfTwo.find(id).orElseThrow().attributes();
    }

    private Map<String, Object> byStoreThenByServlet(Map<String, Object> values) {
        SessionId id = storeOfOne.create(attributes -> values.forEach(attributes::set));
        browser.read(two.base() + "/show", "Cookie", COOKIE + "=" + id.value());
        return given.get();
    }

    /** What each API says to a value: it is stored, or why it is not. */
    List<String> answers(Object value) {
        given.set(Map.of("value", value));
        String ofServlet = new Browser().read(one.base() + "/try");
        return List.of(ofServlet, answer(() -> storeOfOne.create(attributes -> attributes.set("value", value))));
    }

    private static String answer(Runnable setting) {
        try {
            setting.run();
            return "stored";
        } catch (IllegalArgumentException | AttributeNotSerializableException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        one.close();
        two.close();
    }
}
