package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncTest extends ServletSessionsFixture {

    @BeforeEach
    void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/name",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
    }

    private static void write(AsyncContext async, String text) {
        try {
            async.getResponse().getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatAnotherThreadChangesIsSavedBeforeTheResponseIsComplete() {
        application.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            assertThat(async.getRequest()).isSameAs(request);
            assertThat(async.hasOriginalRequestAndResponse()).isTrue();
            assertThat(request.getAsyncContext()).isSameAs(async);
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("name", "Bob");
                write(async, "async");
                async.complete();
            });
        });
        start();
        read("/start");

        assertThat(read("/async")).isEqualTo("async");
        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void anotherThreadMayStartTheSession() {
        application.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("name", "Bob");
                async.complete();
            });
        });
        start();

        read("/async");

        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void aResponseWhoseSessionCannotBeSavedIsRefusedWhenItIsComplete() {
        application.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("name", "Bob");
                nodes.disconnectAll();
                write(async, "done");
                async.complete();
            });
        });
        start();
        read("/start");

        assertTryAgain(browser.get(url("/async")));

        nodes.reconnectAll();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    private void dispatching(WebApplication.Page starting) {
        application.on("/async", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getSession().setAttribute("name", "Bob");
                starting.answer(request, response);
            } else {
                answerDispatch(request);
                response.getWriter().print("dispatched");
            }
        });
        application.on("/target", (request, response) -> {
            answerDispatch(request);
            response.getWriter().print("target");
        });
        start();
        read("/start");
    }

    private void answerDispatch(HttpServletRequest request) {
        assertThat(RequestSession.current()).isNotNull();
        assertThat(RequestSession.current().request()).isSameAs(request);
        assertThat(RequestSession.current().httpSession(false)).isSameAs(request.getSession());
        application.events.add(
                request.getDispatcherType() + " " + request.getSession().getAttribute("name"));
        request.getSession().setAttribute("name", "Eve");
    }

    @Test
    void aDispatchBackSeesTheSession() {
        dispatching((request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
        });

        assertThat(read("/async")).isEqualTo("dispatched");
        assertThat(application.events).containsExactly("ASYNC Bob");
        assertThat(read("/name")).isEqualTo("Eve");
    }

    @Test
    void aDispatchElsewhereSeesTheSession() {
        dispatching((request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> async.dispatch("/target"));
        });

        assertThat(read("/async")).isEqualTo("target");
        assertThat(application.events).containsExactly("ASYNC Bob");
        assertThat(read("/name")).isEqualTo("Eve");
    }

    @Test
    void aDispatchWithTheApplicationsOwnRequestSeesTheSession() {
        dispatching((request, response) -> {
            HttpServletRequest own = new HttpServletRequestWrapper(request) {};
            AsyncContext async = request.startAsync(own, response);
            assertThat(async.getRequest()).isSameAs(own);
            assertThat(async.hasOriginalRequestAndResponse()).isFalse();
            async.dispatch("/target");
        });

        assertThat(read("/async")).isEqualTo("target");
        assertThat(application.events).containsExactly("ASYNC Bob");
    }

    @Test
    void aResponseThatIsWrittenWithoutBlockingIsSavedBefore() {
        String text = "0123456789".repeat(20_000);
        application.on("/async", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            AsyncContext async = request.startAsync();
            response.getOutputStream().setWriteListener(new Writing(async, text));
        });
        start();
        read("/start");

        HttpResponse<String> response = browser.get(url("/async"));

        assertThat(response.body()).isEqualTo(text);
        assertThat(read("/name")).isEqualTo("Bob");
    }

    private record Writing(AsyncContext async, String text, int[] done) implements WriteListener {

        Writing(AsyncContext async, String text) {
            this(async, text, new int[1]);
        }

        @Override
        public void onWritePossible() throws IOException {
            var out = async.getResponse().getOutputStream();
            while (out.isReady() && done[0] < text.length()) {
                int end = Math.min(text.length(), done[0] + 1000);
                out.write(text.substring(done[0], end).getBytes(StandardCharsets.US_ASCII));
                done[0] = end;
            }
            if (done[0] >= text.length()) {
                async.complete();
            }
        }

        @Override
        public void onError(Throwable t) {
            async.complete();
        }
    }
}
