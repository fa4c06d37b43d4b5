package io.holdfast.it.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.Example;
import io.holdfast.testing.Eventually;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A session that is used by the messages of a WebSocket, and behind the commit of a stream of events. */
class StreamsIT extends ApplicationContract {

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without("streams");
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with("streams");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with("streams");
    }

    @Override
    List<Step> trip() {
        return List.of(
                browser -> browser.open("said?say=one").body(),
                browser -> browser.open("said?say=two").body(),
                StreamsIT::talk,
                browser -> browser.open("said").body(),
                StreamsIT::talk,
                StreamsIT::listen,
                browser -> browser.open("said?say=three").body(),
                StreamsIT::listen,
                browser -> browser.open("said").body(),
                browser -> browser.open("said?do=leave").body(),
                browser -> browser.open("said").body());
    }

    private static String talk(Browser browser) {
        try (Chat chat = browser.chat("talk")) {
            return chat.say("hello") + chat.say("again");
        }
    }

    private static String listen(Browser browser) {
        String name = "events?stream=" + UUID.randomUUID();
        Iterator<String> events = browser.stream(name);
        String open = next(events);
        browser.open(name + "&say=news");
        String news = next(events);
        browser.open(name + "&end=");
        return open + news;
    }

    private static String next(Iterator<String> events) {
        String line = events.next();
        while (line.isEmpty()) {
            line = events.next();
        }
        return line;
    }

    @Test
    void whatAMessageChangesIsOnTheOtherServerAtOnce() {
        Browser browser = new Browser(Example.A, Application.WITH);
        browser.open("said?say=before");
        try (Chat chat = browser.chat("talk")) {
            for (String word : List.of("one", "two", "three")) {
                String answer = chat.say(word);
                browser.goTo(Example.B);
                assertThat(browser.open("said").body()).isEqualTo(answer).contains(word);
                browser.goTo(Example.A);
            }
        }
    }

    @Test
    void whatAnEventTellsIsOnTheOtherServerWhenItArrives() {
        Browser browser = new Browser(Example.A, Application.WITH);
        browser.open("said?say=before");
        Iterator<String> events = browser.stream("events?stream=only");
        assertThat(next(events)).isEqualTo("data: open");
        for (String word : List.of("one", "two", "three")) {
            browser.goTo(Example.A);
            browser.open("events?stream=only&say=" + word);
            String event = next(events);
            browser.goTo(Example.B);
            assertThat("data: " + browser.open("said").body()).isEqualTo(event).contains(word);
        }
        browser.goTo(Example.A);
        browser.open("events?stream=only&end=");
    }

    @Test
    void aMessageFindsTheSessionEndedThatWasEndedOnTheOtherServer() {
        Browser browser = new Browser(Example.A, Application.WITH);
        browser.open("said?say=before");
        try (Chat chat = browser.chat("talk")) {
            assertThat(chat.say("one")).isEqualTo("[before, one]");
            browser.goTo(Example.B);
            browser.open("said?do=leave");
            Eventually.answer(
                    "the end is known", Duration.ofSeconds(5), () -> chat.say(""), "the session has ended"::equals);
        }
    }
}
