package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Request listeners that come before and after everybody else use the session as well. */
class RequestListenerTest extends ServletSessionsFixture {

    private static final BlockingQueue<String> DONE = new LinkedBlockingQueue<>();

    /** Comes first of all listeners, so ends last: the place of a CDI container's request scope. */
    public static class Outermost implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            ServletSessions.of(event.getServletContext()).requestStarted(event.getServletRequest());
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            ServletSessions.of(event.getServletContext()).requestEnded(event.getServletRequest());
        }
    }

    @BeforeEach
    void pages() {
        DONE.clear();
        application.on("/start", (request, response) -> request.getSession());
        application.on("/look", (request, response) -> response.getWriter().print("look"));
    }

    @Test
    void aThreadBringsNoSessionIntoItsNextRequest() {
        application.declared(Early.class);
        application.on("/async", (request, response) -> {
            request.getSession();
            AsyncContext async = request.startAsync();
            async.start(async::complete);
        });
        application.on("/fails", (request, response) -> {
            request.getSession();
            throw new ServletException("the application's own fault");
        });
        start();

        for (int i = 0; i < 15; i++) {
            read("/start");
            read("/async");
            browser.get(url("/fails"));
        }

        assertThat(DONE).hasSizeGreaterThanOrEqualTo(45).containsOnly("none of another's");
    }

    /** Comes before all others, as does whatever else a thread of the container's may do between requests. */
    public static class Early implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            RequestSession bound = RequestSession.current();
            boolean isOwn = bound != null && bound.container() == SessionRequest.innermost(event.getServletRequest());
            DONE.add(bound == null || isOwn ? "none of another's" : "another's");
        }
    }

    @Test
    void aSessionStartedBeforeTheFirstFilterHasItsCookie() {
        application.declared(Outermost.class).declared(Eager.class);
        start();

        assertThat(browser.get(url("/look")).statusCode()).isEqualTo(200);

        assertThat(browser.cookie("JSESSIONID")).hasSize(32);
    }

    /** Uses the session before the first filter runs. */
    public static class Eager implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            RequestSession.current().httpSession(true).setAttribute("name", "Ada");
        }
    }

    @Test
    void whatARequestListenerChangesAtTheEndIsSaved() throws InterruptedException {
        application.declared(Outermost.class).declared(Late.class);
        application.on("/late", (request, response) -> {
            response.getWriter().print(request.getSession().getAttribute("late"));
        });
        start();
        read("/start");
        assertThat(DONE.poll(20, TimeUnit.SECONDS)).isEqualTo("late set");

        assertThat(read("/late")).isEqualTo("value");
    }

    @Test
    void whatARequestListenerChangesAfterARefusalIsNotSaved() throws InterruptedException {
        application.declared(RequestListenerTest.Outermost.class).declared(Late.class);
        application.on("/refused", (request, response) -> {
            request.getSession().setAttribute("late", "half");
            nodes.disconnectAll();
            request.setAttribute("before", (Runnable) nodes::reconnectAll);
        });
        application.on(
                "/late",
                (request, response) -> response.getWriter()
                        .print(
                                request.getSession(false) == null
                                        ? "no session"
                                        : request.getSession().getAttribute("late")));
        start();
        read("/start");
        assertThat(DONE.poll(20, TimeUnit.SECONDS)).isEqualTo("late set");
        assertThat(read("/late")).isEqualTo("value");
        assertThat(DONE.poll(20, TimeUnit.SECONDS)).isEqualTo("late set");
        int writes = nodes.writes();

        assertTryAgain(browser.get(url("/refused")));

        assertThat(DONE.poll(20, TimeUnit.SECONDS)).isEqualTo("late set");
        assertThat(read("/late")).isEqualTo("value");
        assertThat(nodes.writes()).isEqualTo(writes);
    }

    /** Changes the session when the filters are done. */
    public static class Late implements ServletRequestListener {

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            if (event.getServletRequest().getAttribute("before") instanceof Runnable before) {
                before.run();
            }
            RequestSession.current().httpSession(false).setAttribute("late", "value");
            DONE.add("late set");
        }
    }
}
