package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncListenerTest extends ServletSessionsFixture {

    private final CountDownLatch completed = new CountDownLatch(1);

    @BeforeEach
    void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/name",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
    }

    /** Writes down its events with the name that the session bound to its thread has. */
    private final class Heard implements AsyncListener {

        private void hear(String what, AsyncEvent event) {
            RequestSession current = RequestSession.current();
            application.events.add(what + " "
                    + (current == null
                            ? "unbound"
                            : current.openSession(false).attributes().get("name")));
            assertThat(event.getAsyncContext().getRequest()).isInstanceOf(HttpServletRequestWrapper.class);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            hear("complete", event);
            completed.countDown();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            hear("timeout", event);
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            hear("error", event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            hear("start", event);
            event.getAsyncContext().addListener(this);
        }
    }

    private void awaitCompletion() {
        try {
            assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerHasTheSessionWhenTheResponseIsComplete() {
        application.on("/async", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            AsyncContext async = request.startAsync();
            async.addListener(new Heard());
            async.start(async::complete);
        });
        start();
        read("/start");

        read("/async");

        awaitCompletion();
        assertThat(application.events).containsExactly("complete Bob");
    }

    @Test
    void anAsynchronousRequestMayStartAnotherCycle() {
        application.on("/async", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext async = request.startAsync();
                async.addListener(new Heard());
                async.dispatch();
            } else {
                request.getSession().setAttribute("name", "Bob");
                AsyncContext async = request.startAsync();
                async.start(async::complete);
            }
        });
        start();
        read("/start");

        read("/async");

        awaitCompletion();
        assertThat(application.events).containsSubsequence("start Bob", "complete Bob");
        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void listenersHaveTheSessionWhenTheTimeIsOut() {
        application.on("/async", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            assertThat(async.getTimeout()).isEqualTo(50);
            async.addListener(new Heard());
        });
        start();
        read("/start");

        browser.get(url("/async"));

        awaitCompletion();
        assertThat(application.events).containsExactly("timeout Bob", "complete Bob");
        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void aTimeOutThatNobodyAnswersSavesWhatWasChanged() {
        application.on("/async", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            request.startAsync().setTimeout(50);
        });
        start();
        read("/start");

        assertThat(browser.get(url("/async")).statusCode()).isEqualTo(500);

        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void aListenerThatTheContainerMakesHearsToo() {
        application.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.addListener(async.createListener(Counting.class), request, response);
            async.complete();
        });
        Counting.COMPLETED.set(0);
        start();

        read("/async");

        assertThat(Counting.COMPLETED.get()).isEqualTo(1);
    }

    /** Has a constructor that a container can call. */
    public static final class Counting implements AsyncListener {

        static final AtomicInteger COMPLETED = new AtomicInteger();

        @Override
        public void onComplete(AsyncEvent event) {
            assertThat(event.getSuppliedRequest()).isNotNull();
            COMPLETED.incrementAndGet();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
