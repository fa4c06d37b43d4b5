package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session lives as long as its browser comes, whether or not the pages use the session. */
class KeptAliveTest extends ServletSessionsFixture {

    @BeforeEach
    void pages() {
        application.on("/start", (request, response) -> request.getSession());
        application.on("/short", (request, response) -> request.getSession().setMaxInactiveInterval(20));
        application.on("/image", (request, response) -> response.getWriter().print("image"));
        application.on("/look", (request, response) -> response.getWriter().print(request.getSession(false) != null));
    }

    @Test
    void byRequestsThatDoNotUseIt() {
        start();
        read("/start");

        for (int i = 0; i < 10; i++) {
            nodes.clock.advance(Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS / 2));
            read("/image");
        }

        assertThat(read("/look")).isEqualTo("true");
    }

    @Test
    void alsoWhereItsTimeoutIsShort() {
        start();
        read("/short");

        for (int i = 0; i < 30; i++) {
            nodes.clock.advance(Duration.ofSeconds(10));
            read("/image");
        }

        assertThat(read("/look")).isEqualTo("true");
    }

    @Test
    void alsoWhereItsTimeoutBecomesShort() {
        start();
        read("/start");
        read("/look");
        read("/short");

        for (int i = 0; i < 30; i++) {
            nodes.clock.advance(Duration.ofSeconds(10));
            read("/image");
        }

        assertThat(read("/look")).isEqualTo("true");
    }

    @Test
    void soThatTheRequestsOfOnePageAskTheNodesOnce() {
        start();
        read("/start");
        nodes.clock.advance(Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS / 8)); // not yet sealed anew
        int before = nodes.requests();

        for (int i = 0; i < 20; i++) {
            read("/image");
        }

        assertThat(nodes.requests() - before).isEqualTo(2);
    }
}
