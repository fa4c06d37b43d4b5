package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.OpenSession;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a session that times out while nobody asks for it is told once, by a server that has used it. */
class IdleSessionsTest extends ServletSessionsFixture {

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final Duration TIMEOUT = Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS);
    private static final Duration A_LITTLE = Duration.ofSeconds(3);

    private final List<ServletSessions> servers = new CopyOnWriteArrayList<>();
    private String other = "";

    /** Notes what a session is when its end is told. */
    public static class Ends implements HttpSessionListener {

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            HttpSession session = event.getSession();
            TOLD.add(session.getAttribute("user") + " " + session.getId());
        }
    }

    @BeforeEach
    void twoServers() {
        TOLD.clear();
        other = start(pages(new WebApplication()));
        pages(application);
        start();
        browser.read(other + "/sessions");
        read("/sessions");
    }

    private WebApplication pages(WebApplication one) {
        return one.declared(Ends.class)
                .on("/sessions", (request, response) -> servers.add(ServletSessions.of(request.getServletContext())))
                .on("/login", (request, response) -> {
                    request.getSession().setAttribute("user", "ada");
                    response.getWriter().print(request.getSession().getId());
                })
                .on("/look", showing("user"));
    }

    private void everySecond() {
        for (ServletSessions sessions : servers) {
            Consumer<OpenSession> ended = sessions::timedOut;
            sessions.lookAtIdle(ended);
        }
    }

    @Test
    void itIsToldWithItsIdAndWhatItHeld() {
        String id = read("/login");
        nodes.clock.advance(TIMEOUT.minus(A_LITTLE));
        everySecond();
        assertThat(TOLD).isEmpty();
        nodes.clock.advance(A_LITTLE.plus(A_LITTLE));
        everySecond();
        assertThat(TOLD).containsExactly("ada " + id);
        everySecond();
        assertThat(TOLD).hasSize(1);
        assertThat(read("/look")).isEqualTo("none");
    }

    @Test
    void oneThatBothHaveUsedIsToldOnce() {
        read("/login");
        browser.read(other + "/look");
        nodes.clock.advance(TIMEOUT.plus(A_LITTLE));
        everySecond();
        assertThat(TOLD).hasSize(1);
    }

    @Test
    void oneThatTheOtherServerUsesGoesOnAndIsToldInTheEnd() {
        read("/login");
        nodes.clock.advance(TIMEOUT.dividedBy(2));
        browser.read(other + "/look");
        nodes.clock.advance(TIMEOUT.dividedBy(2).plus(A_LITTLE));
        everySecond();
        assertThat(TOLD).isEmpty();
        assertThat(browser.read(other + "/look")).isEqualTo("ada");
        servers.remove(0); // that server dies
        nodes.clock.advance(TIMEOUT.dividedBy(2));
        everySecond();
        nodes.clock.advance(TIMEOUT.dividedBy(2).plus(A_LITTLE));
        everySecond();
        assertThat(TOLD).hasSize(1);
    }

    @Test
    void itIsToldAfterAnOutageThatEndsInTime() {
        read("/login");
        nodes.clock.advance(TIMEOUT.plus(A_LITTLE));
        nodes.disconnectAll();
        everySecond();
        assertThat(TOLD).isEmpty();
        nodes.reconnectAll();
        everySecond();
        assertThat(TOLD).hasSize(1);
    }
}
