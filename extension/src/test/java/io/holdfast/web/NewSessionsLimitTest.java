package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a limit to new sessions, whoever has one goes on. */
class NewSessionsLimitTest extends ServletSessionsFixture {

    @BeforeEach
    void startLimited() {
        application.newSessions(100, 3);
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/name", showing("name"));
        application.on("/public", (request, response) -> response.getWriter().print("for all"));
        start();
        read("/start");
    }

    private List<Integer> fiveVisitors() {
        return IntStream.range(0, 5)
                .mapToObj(i -> new Browser().get(url("/start")).statusCode())
                .toList();
    }

    @Test
    void tooManyVisitorsWithinASecondAreAskedToComeBack() {
        assertThat(fiveVisitors()).containsExactly(200, 200, 503, 503, 503);
        assertTryAgain(new Browser().get(url("/start")));
        nodes.clock.advance(Duration.ofSeconds(1));
        assertThat(fiveVisitors()).containsExactly(200, 200, 200, 503, 503);
    }

    @Test
    void whoHasASessionAndWhoNeedsNoneGoesOn() {
        fiveVisitors();
        assertThat(read("/name")).isEqualTo("Ada");
        assertThat(read("/start")).isEmpty();
        assertThat(new Browser().read(url("/public"))).isEqualTo("for all");
        assertThat(new Browser().read(url("/name"))).isEqualTo("none");
    }
}
