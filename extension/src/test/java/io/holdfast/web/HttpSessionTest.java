package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSessionTest extends ServletSessionsFixture {

    @Test
    void anAttributeSetInOneRequestIsThereInTheNextOnEveryServer() {
        application.on("/set", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/get",
                (request, response) ->
                        response.getWriter().print(request.getSession(false).getAttribute("name")));
        start();
        String other = start(application);

        read("/set");

        assertThat(read("/get")).isEqualTo("Ada");
        assertThat(browser.read(other + "/get")).isEqualTo("Ada");
    }

    @Test
    void aValueThatWasReadAndChangedInsideIsSavedWithoutBeingSetAgain() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("cart", new ArrayList<>()));
        application.on("/add", (request, response) -> cart(request.getSession()).add("book"));
        application.on("/show", (request, response) -> response.getWriter().print(cart(request.getSession())));
        start();

        read("/start");
        read("/add");
        read("/add");

        assertThat(read("/show")).isEqualTo("[book, book]");
    }

    @SuppressWarnings("unchecked")
    private static List<String> cart(HttpSession session) {
        return (List<String>) session.getAttribute("cart");
    }

    @Test
    void aNullValueRemovesAnAttributeAndARemovedOneIsNotNamed() {
        application.on("/set", (request, response) -> {
            request.getSession().setAttribute("a", 1);
            request.getSession().setAttribute("b", 2);
            request.getSession().setAttribute("c", 3);
        });
        application.on("/remove", (request, response) -> {
            request.getSession().setAttribute("a", null);
            request.getSession().removeAttribute("b");
            request.getSession().removeAttribute("was never there");
        });
        application.on(
                "/names",
                (request, response) -> response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames())));
        start();

        read("/set");
        read("/remove");

        assertThat(read("/names")).isEqualTo("[c]");
    }

    @Test
    void aValueThatIsNotSerializableIsRefusedByNameAndType() {
        application.on(
                "/set",
                (request, response) -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> request.getSession().setAttribute("thread", new Thread()))
                        .withMessageContaining("thread")
                        .withMessageContaining("java.lang.Thread")
                        .withMessageContaining("Serializable"));
        start();

        read("/set");
    }

    @Test
    void aRequestWithoutASessionGetsOneOnlyWhereItAsks() {
        application.on("/look", (request, response) -> response.getWriter().print(request.getSession(false)));
        application.on(
                "/start",
                (request, response) ->
                        response.getWriter().print(request.getSession().isNew()));
        application.on(
                "/again",
                (request, response) ->
                        response.getWriter().print(request.getSession().isNew()));
        start();

        assertThat(read("/look")).isEqualTo("null");
        assertThat(browser.cookie("JSESSIONID")).isEqualTo("none");
        assertThat(nodes.requests()).isZero();
        assertThat(read("/start")).isEqualTo("true");
        assertThat(read("/again")).isEqualTo("false");
    }

    @Test
    void oneRequestHasOneSessionObjectWhereverItAsks() {
        application.on("/start", (request, response) -> {
            HttpSession session = request.getSession();
            assertThat(request.getSession(false)).isSameAs(session);
            assertThat(RequestSession.current().httpSession(false)).isSameAs(session);
            assertThat(RequestSession.current().openSession(false).id().value()).isEqualTo(session.getId());
            assertThat(session.getServletContext().getContextPath()).isEqualTo("/app");
        });
        start();

        read("/start");
    }

    @Test
    void itTellsWhenItWasCreatedAndWhenTheRequestBeforeCame() {
        application.on("/times", (request, response) -> {
            HttpSession session = request.getSession();
            response.getWriter().print(session.getCreationTime() + " " + session.getLastAccessedTime());
        });
        start();
        long started = nodes.clock.millis();

        assertThat(read("/times")).isEqualTo(started + " " + started);
        nodes.clock.advance(Duration.ofSeconds(100));
        assertThat(read("/times")).isEqualTo(started + " " + started);
        nodes.clock.advance(Duration.ofSeconds(7));
        assertThat(read("/times")).isEqualTo(started + " " + (started + 100_000));
    }

    @Test
    void anUnusedSessionTimesOutAfterItsOwnInterval() {
        application.on("/start", (request, response) -> {
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(TestNodes.IDLE_TIMEOUT_SECONDS);
            request.getSession().setMaxInactiveInterval(10);
        });
        application.on(
                "/look",
                (request, response) -> response.getWriter()
                        .print(
                                request.getSession(false) == null
                                        ? "none"
                                        : request.getSession(false).getMaxInactiveInterval()));
        start();

        read("/start");
        nodes.clock.advance(Duration.ofSeconds(10));
        assertThat(read("/look")).isEqualTo("10");
        nodes.clock.advance(Duration.ofSeconds(12));
        assertThat(read("/look")).isEqualTo("none");
    }

    @Test
    void anIntervalOfZeroMeansForEver() {
        application.on("/start", (request, response) -> request.getSession().setMaxInactiveInterval(0));
        application.on("/look", (request, response) -> response.getWriter().print(request.getSession(false) != null));
        start();

        read("/start");
        nodes.clock.advance(Duration.ofDays(20));

        assertThat(read("/look")).isEqualTo("true");
    }

    @Test
    void afterItsEndASessionRefusesWhatTheSpecificationLists() {
        application.on("/end", (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("a", 1);
            session.invalidate();
            assertThatIllegalStateException().isThrownBy(session::getCreationTime);
            assertThatIllegalStateException().isThrownBy(session::getLastAccessedTime);
            assertThatIllegalStateException().isThrownBy(() -> session.getAttribute("a"));
            assertThatIllegalStateException().isThrownBy(session::getAttributeNames);
            assertThatIllegalStateException().isThrownBy(() -> session.setAttribute("a", 2));
            assertThatIllegalStateException().isThrownBy(() -> session.removeAttribute("a"));
            assertThatIllegalStateException().isThrownBy(session::invalidate);
            assertThatIllegalStateException().isThrownBy(session::isNew);
            assertThat(session.getId()).isNotEmpty();
            assertThat(session.getServletContext()).isNotNull();
            assertThat(session.getMaxInactiveInterval()).isEqualTo(TestNodes.IDLE_TIMEOUT_SECONDS);
            assertThat(request.getSession(false)).isNull();
        });
        start();

        read("/end");
    }

    @Test
    void anEndedSessionIsEndedOnEveryServerAndAnotherCanBeStartedAtOnce() {
        application.on(
                "/start",
                (request, response) ->
                        response.getWriter().print(request.getSession().getId()));
        application.on("/look", (request, response) -> response.getWriter().print(request.getSession(false)));
        application.on("/restart", (request, response) -> {
            request.getSession().invalidate();
            request.getSession().setAttribute("new", true);
            response.getWriter().print(request.getSession().getId());
        });
        start();
        String other = start(application);
        String first = read("/start");

        String second = read("/restart");

        assertThat(second).isNotEqualTo(first).isEqualTo(browser.cookie("JSESSIONID"));
        assertThat(new Browser().read(other + "/look", "Cookie", "JSESSIONID=" + first))
                .isEqualTo("null");
        assertThat(browser.read(other + "/look")).isNotEqualTo("null");
    }

    @Test
    void anotherIdKeepsTheAttributesAndEndsTheOldId() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/login", (request, response) -> {
            String before = request.getSession().getId();
            String after = request.changeSessionId();
            assertThat(after)
                    .isNotEqualTo(before)
                    .isEqualTo(request.getSession(false).getId());
            assertThat(request.isRequestedSessionIdValid()).isFalse();
            assertThat(request.getRequestedSessionId()).isEqualTo(before);
        });
        application.on("/look", showing("name"));
        start();
        read("/start");
        String before = browser.cookie("JSESSIONID");

        read("/login");

        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(read("/look")).isEqualTo("Ada");
        assertThat(new Browser().read(url("/look"), "Cookie", "JSESSIONID=" + before))
                .isEqualTo("none");
    }

    @Test
    void anotherIdNeedsASession() {
        application.on(
                "/login",
                (request, response) -> assertThatIllegalStateException().isThrownBy(request::changeSessionId));
        start();

        read("/login");
    }

    @Test
    void parallelRequestsThatChangeDifferentAttributesLoseNeither() {
        application.on("/start", (request, response) -> request.getSession());
        application.on("/outer", (request, response) -> {
            request.getSession().setAttribute("outer", 1);
            Browser parallel = new Browser();
            parallel.read(url("/inner"), "Cookie", "JSESSIONID=" + request.getRequestedSessionId());
        });
        application.on("/inner", (request, response) -> request.getSession().setAttribute("inner", 2));
        application.on(
                "/both",
                (request, response) -> response.getWriter()
                        .print(request.getSession().getAttribute("outer") + " "
                                + request.getSession().getAttribute("inner")));
        start();

        read("/start");
        read("/outer");

        assertThat(read("/both")).isEqualTo("1 2");
    }

    @Test
    void whatIsSetAfterTheRequestIsOverIsStoredAtOnce() {
        HttpSession[] kept = new HttpSession[1];
        application.on("/start", (request, response) -> kept[0] = request.getSession());
        application.on(
                "/get",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("late")));
        start();
        read("/start");
        assertThat(read("/get")).isEqualTo("null");

        kept[0].setAttribute("late", "from a WebSocket");

        assertThat(read("/get")).isEqualTo("from a WebSocket");
    }
}
