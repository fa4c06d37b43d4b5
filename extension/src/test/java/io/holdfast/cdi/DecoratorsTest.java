package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application's decorators of the session and the request (Jakarta CDI 4.0, decorators of built-in beans). */
class DecoratorsTest {

    private final Browser browser = new Browser();
    private final Server server = Server.start(
            new KeptNodes(),
            new Class<?>[] {Events.class, Polite.class, Counting.class, Renamed.class},
            "nodes",
            "a:1,b:1,c:1");

    DecoratorsTest() {
        Browser.deploy(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ApplicationScoped
    static class Events {

        private final List<String> lines = new ArrayList<>();

        void write(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    @Decorator
    @Priority(1)
    abstract static class Polite implements HttpSession, Serializable {

        @Inject
        @Delegate
        private HttpSession session;

        @Override
        public Object getAttribute(String name) {
            return "Dear " + session.getAttribute(name);
        }
    }

    @Decorator
    @Priority(2)
    abstract static class Counting implements HttpSession, Serializable {

        @Inject
        @Delegate
        private HttpSession session;

        @Inject
        private Events events;

        private int asked;

        @Override
        public Object getAttribute(String name) {
            asked++;
            return session.getAttribute(name) + ", asked " + asked;
        }

        @PreDestroy
        void ends() {
            events.write("asked " + asked + " in all");
        }
    }

    @Decorator
    @Priority(1)
    abstract static class Renamed implements HttpServletRequest, Serializable {

        @Inject
        @Delegate
        private HttpServletRequest request;

        @Override
        public String getRequestURI() {
            return request.getRequestURI() + "?";
        }
    }

    private String name() {
        return (String) server.get(HttpSession.class).getAttribute("name");
    }

    @Test
    void decoratorsOfTheSessionAreCalledInTheirOrder() throws Exception {
        String name = browser.ask(server, () -> {
            server.get(HttpSession.class).setAttribute("name", "Ada");
            return name();
        });
        assertThat(name).isEqualTo("Dear Ada, asked 1");
    }

    @Test
    void decoratorsOfTheRequestAreCalled() throws Exception {
        String address =
                browser.ask(server, () -> server.get(HttpServletRequest.class).getRequestURI());
        assertThat(address).isEqualTo("/shop/page?");
    }

    @Test
    void decoratorsLiveForOneRequest() throws Exception {
        browser.ask(server, () -> {
            server.get(HttpSession.class).setAttribute("name", "Ada");
            return name() + name();
        });
        assertThat(server.get(Events.class).lines()).containsExactly("asked 2 in all");
        assertThat(browser.ask(server, this::name)).isEqualTo("Dear Ada, asked 1");
    }
}
