package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.web.Listening.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionListenerTest extends ServletSessionsFixture {

    @BeforeEach
    void nothingHeardYet() {
        Listening.VALUES.clear();
    }

    private void bothListeners() {
        application.found(Listening.Second.class, Listening.First.class);
    }

    @Test
    void listenersHearOfTheBeginningInOrderAndOfTheEndInReverse() {
        bothListeners();
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/end", (request, response) -> request.getSession().invalidate());
        start();

        read("/start");
        assertThat(application.events).containsExactly("first created true", "second created", "added name=Ada");
        application.events.clear();
        read("/end");

        assertThat(application.events).containsExactly("second destroyed", "first destroyed Ada", "removed name=Ada");
    }

    @Test
    void aSessionThatIsOnlyUsedIsNotNews() {
        bothListeners();
        application.on("/start", (request, response) -> request.getSession());
        application.on("/use", (request, response) -> request.getSession());
        start();
        read("/start");
        application.events.clear();

        read("/use");

        assertThat(application.events).isEmpty();
    }

    @Test
    void attributesAreAddedReplacedAndRemoved() {
        bothListeners();
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/change", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            request.getSession().removeAttribute("name");
            request.getSession().removeAttribute("name");
        });
        start();
        read("/start");
        application.events.clear();

        read("/change");

        assertThat(application.events).containsExactly("replaced name=Ada by Bob", "removed name=Bob");
    }

    @Test
    void aChangeOfTheIdIsHeard() {
        bothListeners();
        application.on("/start", (request, response) -> {
            request.getSession();
            request.changeSessionId();
        });
        start();

        read("/start");

        assertThat(application.events).last().isEqualTo("id changed true");
    }

    @Test
    void aListenerThatFailsStopsNobody() {
        application.found(Listening.Failing.class, Listening.Second.class);
        application.on("/start", (request, response) -> request.getSession());
        start();

        read("/start");

        assertThat(application.events).containsExactly("second created");
    }

    @Test
    void whoFindsASessionTimedOutHearsOfItsEndOnce() {
        bothListeners();
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/look", (request, response) -> response.getWriter().print(request.getSession(false)));
        start();
        read("/start");
        String id = browser.cookie("JSESSIONID");
        application.events.clear();
        nodes.clock.advance(Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS + 5));

        assertThat(read("/look")).isEqualTo("null");
        assertThat(new Browser().read(url("/look"), "Cookie", "JSESSIONID=" + id))
                .isEqualTo("null");

        assertThat(application.events).containsExactly("second destroyed", "first destroyed Ada", "removed name=Ada");
    }

    @Test
    void aTimedOutSessionIsNoticedByARequestThatDoesNotUseIt() {
        bothListeners();
        application.on("/start", (request, response) -> request.getSession());
        application.on("/other", (request, response) -> response.getWriter().print("other"));
        start();
        read("/start");
        application.events.clear();
        nodes.clock.advance(Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS + 5));

        read("/other");

        assertThat(application.events).containsExactly("second destroyed", "first destroyed null");
    }

    @Test
    void aValueHearsThatItIsBoundReplacedAndRemoved() {
        application.on("/values", (request, response) -> {
            Value one = new Value("one");
            request.getSession().setAttribute("v", one);
            request.getSession().setAttribute("v", one);
            request.getSession().setAttribute("v", new Value("two"));
            request.getSession().setAttribute("v", null);
        });
        start();

        read("/values");

        assertThat(Listening.VALUES)
                .containsExactly("one bound as v", "two bound as v", "one unbound from v", "two unbound from v");
    }

    @Test
    void aValueThatWasStoredHearsOfItsReplacementAndOfTheEnd() {
        application.on("/start", (request, response) -> {
            request.getSession().setAttribute("a", new Value("old"));
            request.getSession().setAttribute("b", new Value("kept"));
        });
        application.on("/replace", (request, response) -> request.getSession().setAttribute("a", "text"));
        application.on("/end", (request, response) -> request.getSession().invalidate());
        start();
        read("/start");
        Listening.VALUES.clear();

        read("/replace");
        assertThat(Listening.VALUES).contains("old unbound from a").doesNotContain("kept unbound from b");
        read("/end");

        assertThat(Listening.VALUES).contains("kept unbound from b");
    }

    @Test
    void aValueHearsBeforeItIsStoredAndWhenItComesBack() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("v", new Value("v")));
        application.on("/get", (request, response) -> {
            request.getSession().getAttribute("v");
            request.getSession().getAttribute("v");
        });
        start();

        read("/start");
        assertThat(Listening.VALUES).containsExactly("v bound as v", "v will passivate");
        Listening.VALUES.clear();
        read("/get");

        assertThat(Listening.VALUES).containsExactly("v did activate", "v will passivate");
    }

    @Test
    void aValueThatIsUsedAfterItWasStoredHearsThatItIsBack() {
        application.on("/flush", (request, response) -> {
            request.getSession().setAttribute("v", new Value("v"));
            response.flushBuffer();
            Listening.VALUES.add("flushed");
        });
        start();

        read("/flush");

        assertThat(Listening.VALUES)
                .containsExactly("v bound as v", "v will passivate", "v did activate", "flushed", "v will passivate");
    }

    @Test
    void aListenerThatIsNotDeclaredIsNotTold() {
        application.found(Listening.Plain.class);
        application.on("/start", (request, response) -> request.getSession());
        start();

        read("/start");

        assertThat(application.events).isEmpty();
    }

    @Test
    void aListenerOfTheDescriptorIsToldBeforeTheAnnotatedOnes() {
        descriptor("<web-app><listener><listener-class> io.holdfast.web.Listening$Plain </listener-class></listener>"
                + "<listener><listener-class>not.There</listener-class></listener></web-app>");
        application.found(Listening.Second.class);
        application.on("/start", (request, response) -> request.getSession());
        start();

        read("/start");

        assertThat(application.events).containsExactly("plain created", "second created");
    }

    @Test
    void annotationsDoNotCountWhereTheDescriptorIsComplete() {
        descriptor("<web-app metadata-complete='true'/>");
        application.found(Listening.Second.class);
        application.on("/start", (request, response) -> request.getSession());
        start();

        read("/start");

        assertThat(application.events).isEmpty();
    }

    private void descriptor(String xml) {
        try {
            Files.createDirectories(directory.resolve("WEB-INF"));
            Files.writeString(directory.resolve("WEB-INF/web.xml"), xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
