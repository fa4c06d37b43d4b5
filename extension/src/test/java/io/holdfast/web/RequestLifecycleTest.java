package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.OpenSession;
import io.holdfast.testing.Eventually;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which the parts of the application hear of a session's end, and what they have of it then. */
class RequestLifecycleTest extends ServletSessionsFixture {

    private static final List<String> LISTENED = new CopyOnWriteArrayList<>();

    /** As an application's own from web.xml, or a CDI container's where the outermost signals come from. */
    public static class OfTheApplication implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            LISTENED.add("request initialized");
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            RequestSession current = RequestSession.current();
            LISTENED.add("request destroyed" + (current == null ? "" : " " + beanOf(current)));
        }
    }

    private static Object beanOf(RequestSession current) {
        OpenSession open = current.openSession(false);
        return open == null ? "no session" : open.beans().get("bean");
    }

    private static final class Told implements SessionLifecycle {

        private void tell(String what, HttpSession session) {
            assertThat(session.getId()).hasSize(32);
            LISTENED.add(what + " " + beanOf(RequestSession.current()));
        }

        @Override
        public void created(HttpSession session) {
            tell("created", session);
        }

        @Override
        public void ending(HttpSession session) {
            assertThat(session.getAttribute("name")).isEqualTo("Ada");
            tell("ending", session);
        }

        @Override
        public void ended(HttpSession session, OpenSession open) {
            tell("ended", session);
            assertThat(open.beans().get("bean")).isEqualTo("bean");
        }

        @Override
        public void requestOver(HttpSession session) {
            tell("over", session);
        }
    }

    /** An application's session listener. */
    @WebListener
    public static class Sessions implements HttpSessionListener {

        public Sessions(List<String> unused) {}

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            LISTENED.add("session destroyed " + beanOf(RequestSession.current()));
        }
    }

    @BeforeEach
    void pages() {
        LISTENED.clear();
        application.lifecycle(new Told()).found(Sessions.class);
        application.filter((request, response, chain) -> {
            chain.doFilter(request, response);
            LISTENED.add("filter " + beanOf(RequestSession.current()));
        });
        application.on("/start", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            RequestSession.current().openSession(true).beans().set("bean", "bean");
        });
        application.on("/end", (request, response) -> {
            LISTENED.add("servlet");
            request.getSession().invalidate();
        });
        application.on("/look", (request, response) -> LISTENED.add("servlet " + beanOf(RequestSession.current())));
    }

    @Test
    void beansLiveUntilAllFiltersAndRequestListenersAreDone() {
        application.declared(RequestListenerTest.Outermost.class);
        assertThatBeansOutliveRequestListeners();
    }

    @Test
    void beansLiveAsLongWithoutAnEarlierSignal() {
        assertThatBeansOutliveRequestListeners();
    }

    private void assertThatBeansOutliveRequestListeners() {
        application.declared(OfTheApplication.class);
        start();
        read("/start");
        LISTENED.clear();

        browser.get(url("/end"));

        await("over bean");
        assertThat(LISTENED)
                .containsExactly(
                        "request initialized",
                        "servlet",
                        "ending bean",
                        "session destroyed bean",
                        "filter bean",
                        "request destroyed bean",
                        "ended bean",
                        "over bean");
    }

    @Test
    void anotherSessionStartedAfterTheEndHasBeansOfItsOwn() {
        application.on("/again", (request, response) -> {
            request.getSession().invalidate();
            assertThat(beanOf(RequestSession.current())).isEqualTo("bean");
            request.getSession().setAttribute("name", "Bob");
            assertThat(beanOf(RequestSession.current())).isNull();
        });
        start();
        read("/start");
        LISTENED.clear();

        read("/again");

        await("over bean");
        assertThat(LISTENED)
                .containsExactly(
                        "ending bean",
                        "session destroyed bean",
                        "created null",
                        "filter null",
                        "ended bean",
                        "over bean");
    }

    @Test
    void aTimedOutSessionEndsInTheRequestThatFindsIt() {
        start();
        read("/start");
        LISTENED.clear();
        nodes.clock.advance(Duration.ofSeconds(TestNodes.IDLE_TIMEOUT_SECONDS + 5));

        read("/look");

        await("over bean");
        assertThat(LISTENED)
                .containsExactly(
                        "ending bean",
                        "session destroyed bean",
                        "servlet no session",
                        "filter no session",
                        "ended bean",
                        "over bean");
    }

    @Test
    void anAsynchronousRequestIsOverWhenItsLastCycleIs() {
        application.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getSession().invalidate();
                async.start(async::dispatch);
            } else {
                LISTENED.add("again");
                async.complete();
            }
        });
        start();
        read("/start");
        LISTENED.clear();

        browser.get(url("/async"));

        await("over bean");
        assertThat(LISTENED).containsSubsequence("ending bean", "again", "ended bean", "over bean");
        assertThat(LISTENED).filteredOn("over bean"::equals).hasSize(1);
    }

    @Test
    void weldsFilterForConversationsFindsTheContainersSessionThatItNeeds() {
        application.prepared(context -> context.addFilter("CDI Conversation Filter", new HttpFilter() {})
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*"));
        application.on(
                "/own",
                (request, response) ->
                        LISTENED.add("own " + (containers(request).getSession(false) != null)));
        start();

        read("/own");

        assertThat(LISTENED).contains("own true");
        assertThat(browser.cookie("JSESSIONID")).isEqualTo("none");
    }

    @Test
    void theContainersOwnSessionEndsWithOurs() {
        HttpSession[] own = new HttpSession[1];
        application.on(
                "/own", (request, response) -> own[0] = containers(request).getSession());
        application.on(
                "/lost",
                (request, response) -> LISTENED.add("own " + containers(request).getSession(false)));
        start();
        read("/start");
        read("/own");
        LISTENED.clear();

        browser.get(url("/end"));

        assertThat(own[0]).isNotNull();
        read("/lost");
        assertThat(LISTENED).contains("own null");
    }

    private static HttpServletRequest containers(HttpServletRequest request) {
        return (HttpServletRequest) ((SessionRequest) request).getRequest();
    }

    /** The browser may have its answer before the container has told everybody. */
    private static void await(String event) {
        Eventually.answer(event, Duration.ofSeconds(20), () -> LISTENED, events -> events.contains(event));
    }
}
