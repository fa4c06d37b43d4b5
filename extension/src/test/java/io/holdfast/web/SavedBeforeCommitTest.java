package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.store.OpenResult;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The browser's next request may reach another server as soon as it has the first byte of a response. */
class SavedBeforeCommitTest extends ServletSessionsFixture {

    private interface Sending {
        void send(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /**
     * What another server, which has not asked before, finds of a session that a request has started and not yet
     * finished.
     */
    private Object seenElsewhere(HttpServletRequest request) {
        SessionId id = SessionId.parse(request.getSession().getId()).orElseThrow();
        return nodes.engine().open(id) instanceof OpenResult.Found found
                ? found.session().attributes().get("name")
                : "no session";
    }

    private void assertSavedBy(Sending sending) {
        application.on("/send", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            assertThat(seenElsewhere(request)).isEqualTo("no session");
            sending.send(request, response);
            assertThat(seenElsewhere(request)).isEqualTo("Ada");
        });
        start();
        browser.get(url("/send"));
    }

    @Test
    void byFlushingTheResponse() {
        assertSavedBy((request, response) -> response.flushBuffer());
    }

    @Test
    void byFlushingItsWriter() {
        assertSavedBy((request, response) -> response.getWriter().flush());
    }

    @Test
    void byFlushingItsStream() {
        assertSavedBy((request, response) -> response.getOutputStream().flush());
    }

    @Test
    void byClosingItsWriter() {
        assertSavedBy((request, response) -> response.getWriter().close());
    }

    @Test
    void byClosingItsStream() {
        assertSavedBy((request, response) -> response.getOutputStream().close());
    }

    @Test
    void byARedirect() {
        assertSavedBy((request, response) -> response.sendRedirect("/app/next"));
    }

    @Test
    void byAnError() {
        assertSavedBy((request, response) -> response.sendError(404));
    }

    @Test
    void byAnErrorWithAMessage() {
        assertSavedBy((request, response) -> response.sendError(403, "not you"));
    }

    @Test
    void byAForward() {
        application.on("/target", (request, response) -> response.getWriter().print("target"));
        assertSavedBy(
                (request, response) -> request.getRequestDispatcher("/target").forward(request, response));
    }

    @Test
    void byReachingTheContentLengthThatWasSaid() {
        assertSavedBy((request, response) -> {
            response.setContentLength(3);
            response.getOutputStream().print("abc");
        });
    }

    @Test
    void byReachingTheContentLengthThatAHeaderSays() {
        assertSavedBy((request, response) -> {
            response.setHeader("content-length", "3");
            response.getWriter().print("abc");
        });
    }

    @Test
    void bySingleBytesThatFillTheBuffer() {
        assertSavedBy((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            while (!response.isCommitted()) {
                out.write('x');
                assertSavedIfCommitted(request, response);
            }
        });
    }

    @Test
    void byAPieceThatOverflowsTheBuffer() {
        assertSavedBy((request, response) -> {
            response.getOutputStream().write(new byte[response.getBufferSize() - 1]);
            assertThat(response.isCommitted()).isFalse();
            assertThat(seenElsewhere(request)).isEqualTo("no session");
            response.getOutputStream().write(new byte[2]);
        });
    }

    @Test
    void byTextThatOverflowsTheBuffer() {
        assertSavedByText("UTF-8", "x");
    }

    @Test
    void byTextOfLongCharactersThatOverflowsTheBuffer() {
        assertSavedByText("UTF-8", "\u00e9\u20ac\ud83d\ude00");
    }

    @Test
    void byTextInALongEncodingThatOverflowsTheBuffer() {
        assertSavedByText("UTF-16BE", "x");
    }

    @Test
    void byTextInAShortEncodingThatOverflowsTheBuffer() {
        assertSavedByText("ISO-8859-1", "x");
    }

    private void assertSavedByText(String encoding, String text) {
        assertSavedBy((request, response) -> {
            response.setCharacterEncoding(encoding);
            PrintWriter out = response.getWriter();
            while (!response.isCommitted()) {
                out.print(text);
                out.write(text.toCharArray());
                assertSavedIfCommitted(request, response);
            }
        });
    }

    private void assertSavedIfCommitted(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            assertThat(seenElsewhere(request)).isEqualTo("Ada");
        }
    }

    @Test
    void aSmallPageIsSavedOnceWhenItIsDone() {
        application.on("/page", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print("small");
            request.getSession().setAttribute("name", "Bob");
        });
        start();

        read("/page");

        assertThat(nodes.writes()).isEqualTo(2);
    }

    @Test
    void aRequestThatChangesNothingAsksEachCopyOnceAndWritesNothing() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/read",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
        start();
        read("/start");
        int requests = nodes.requests();
        int writes = nodes.writes();

        assertThat(read("/read")).isEqualTo("Ada");

        assertThat(nodes.requests() - requests).isEqualTo(2);
        assertThat(nodes.writes()).isEqualTo(writes);
    }

    @Test
    void whatIsChangedAfterTheFirstByteWasSentIsSavedWhenTheRequestEnds() {
        application.on("/page", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.flushBuffer();
            request.getSession().setAttribute("name", "Bob");
        });
        application.on(
                "/name",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
        start();

        read("/page");

        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void theBrowserThatHasTheBeginningOfAPageFindsItsSessionOnTheOtherServer() {
        CountDownLatch seen = new CountDownLatch(1);
        application.on("/slow", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print("beginning");
            response.flushBuffer();
            await(seen);
        });
        application.on("/name", (request, response) -> {
            response.getWriter().print(request.getSession().getAttribute("name"));
            seen.countDown();
        });
        start();
        String other = start(application);

        assertThat(browser.begin(url("/slow"))).isEqualTo("beginning");
        assertThat(browser.read(other + "/name")).isEqualTo("Ada");
        assertThat(seen.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aLongStreamArrivesWhole() {
        byte[] line = "0123456789abcdef".repeat(64).getBytes(StandardCharsets.US_ASCII);
        application.on("/long", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            for (int i = 0; i < 5000; i++) {
                response.getOutputStream().write(line);
            }
        });
        start();

        assertThat(read("/long")).hasSize(5000 * 1024).endsWith("0123456789abcdef");
        assertThat(nodes.writes()).isEqualTo(2);
    }

    @Test
    void aLongTextArrivesWhole() {
        application.on("/long", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            request.getSession().setAttribute("name", "Ada");
            for (int i = 0; i < 20_000; i++) {
                response.getWriter().println("Zeile " + i + " \u20ac");
            }
        });
        start();

        assertThat(read("/long").lines()).hasSize(20_000).endsWith("Zeile 19999 \u20ac");
    }
}
