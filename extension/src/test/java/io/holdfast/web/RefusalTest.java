package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.SessionUnavailableException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a browser gets when its session cannot be read or saved. */
class RefusalTest extends ServletFaceFixture {

    private static final String NAME = "JSESSIONID";

    private void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/name",
                (request, response) -> response.getWriter()
                        .print(
                                request.getSession(false) == null
                                        ? "none"
                                        : request.getSession(false).getAttribute("name")));
    }

    private void assertTryAgain(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("Your session cannot be reached at the moment. Please try again.\n");
    }

    private void assertRefusedWithItsCookieLeftAlone(String path) {
        start();
        read("/start");
        String cookie = browser.cookie(NAME);
        nodes.disconnectAll();

        HttpResponse<String> response = browser.get(url(path));

        assertTryAgain(response);
        assertThat(Browser.setCookies(response, NAME)).isEmpty();
        nodes.reconnectAll();
        assertThat(browser.cookie(NAME)).isEqualTo(cookie);
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void nobodyIsLoggedOutWhenNoNodeAnswers() {
        pages();
        assertRefusedWithItsCookieLeftAlone("/name");
    }

    @Test
    void nobodyGetsAnotherSessionWhenNoNodeAnswers() {
        pages();
        assertRefusedWithItsCookieLeftAlone("/start");
    }

    @Test
    void nobodyIsToldThatHisIdIsInvalidWhenNoNodeAnswers() {
        pages();
        application.on(
                "/valid", (request, response) -> response.getWriter().print(request.isRequestedSessionIdValid()));
        assertRefusedWithItsCookieLeftAlone("/valid");
    }

    @Test
    void aFaultThatTheApplicationWrappedIsTheSame() {
        pages();
        application.on("/wrapped", (request, response) -> {
            response.setHeader("X-Gone", "yes");
            response.getWriter().print("half a page");
            try {
                request.getSession(false);
            } catch (SessionUnavailableException e) {
                throw new ServletException(new IOException("wrapped", e));
            }
        });
        assertRefusedWithItsCookieLeftAlone("/wrapped");
    }

    @Test
    void aFaultInAForwardOrAnIncludeIsTheSame() {
        pages();
        application.on(
                "/forward",
                (request, response) -> request.getRequestDispatcher("/name").forward(request, response));
        application.on(
                "/include",
                (request, response) -> request.getRequestDispatcher("/name").include(request, response));
        assertRefusedWithItsCookieLeftAlone("/forward");
        nodes.disconnectAll();
        assertTryAgain(browser.get(url("/include")));
    }

    @Test
    void theApplicationMayAnswerItself() {
        pages();
        application.on("/calm", (request, response) -> {
            assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> request.getSession(false));
            assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(request::getSession);
            response.getWriter().print("calm");
        });
        start();
        read("/start");
        nodes.disconnectAll();

        assertThat(read("/calm")).isEqualTo("calm");
    }

    @Test
    void whoeverDoesNotNeedASessionIsServedWhenNoNodeAnswers() {
        pages();
        application.on("/plain", (request, response) -> response.getWriter().print("plain"));
        start();
        read("/start");
        nodes.disconnectAll();

        assertThat(read("/plain")).isEqualTo("plain");
    }

    private void assertRefusedWhenItCannotBeSaved(WebApplication.Page sending) {
        pages();
        application.on("/send", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            nodes.disconnectAll();
            response.setHeader("X-Gone", "yes");
            sending.answer(request, response);
        });
        start();
        read("/start");
        String cookie = browser.cookie(NAME);

        HttpResponse<String> response = browser.get(url("/send"));

        assertTryAgain(response);
        assertThat(response.headers().firstValue("X-Gone")).isEmpty();
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(browser.cookie(NAME)).isEqualTo(cookie);
        nodes.reconnectAll();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aSmallPageIsNotSentWhenTheSessionCannotBeSaved() {
        assertRefusedWhenItCannotBeSaved(
                (request, response) -> response.getWriter().print("done"));
    }

    @Test
    void aLongPageIsNotHalfSentWhenTheSessionCannotBeSaved() {
        assertRefusedWhenItCannotBeSaved(
                (request, response) -> response.getWriter().print("x".repeat(100_000)));
    }

    @Test
    void aPageThatSwallowsTheFaultIsNotSentEither() {
        assertRefusedWhenItCannotBeSaved((request, response) -> {
            for (int i = 0; i < 10; i++) {
                try {
                    response.getOutputStream().write(new byte[10_000]);
                } catch (SessionUnavailableException e) {
                    application.events.add("swallowed");
                }
            }
        });
        assertThat(application.events).isNotEmpty();
    }

    @Test
    void aRedirectIsNotSentWhenTheSessionCannotBeSaved() {
        assertRefusedWhenItCannotBeSaved((request, response) -> response.sendRedirect("/app/done"));
    }

    @Test
    void anErrorIsNotSentWhenTheSessionCannotBeSaved() {
        assertRefusedWhenItCannotBeSaved((request, response) -> response.sendError(404));
    }

    @Test
    void aPageIsNotFlushedWhenTheSessionCannotBeSaved() {
        assertRefusedWhenItCannotBeSaved((request, response) -> response.flushBuffer());
    }

    @Test
    void anIdThatCouldNotBeChangedStaysInTheBrowser() {
        assertRefusedWhenItCannotBeSaved((request, response) -> request.changeSessionId());
    }

    @Test
    void aLogoutThatCannotBeStoredIsNotClaimed() {
        pages();
        application.on("/logout", (request, response) -> {
            request.getSession();
            nodes.disconnectAll();
            request.getSession().invalidate();
        });
        start();
        read("/start");
        String cookie = browser.cookie(NAME);

        assertTryAgain(browser.get(url("/logout")));

        assertThat(browser.cookie(NAME)).isEqualTo(cookie);
        nodes.reconnectAll();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aNewSessionThatCannotBeStoredHasNoCookie() {
        application.on("/start", (request, response) -> {
            request.getSession();
            nodes.disconnectAll();
        });
        start();

        HttpResponse<String> response = browser.get(url("/start"));

        assertTryAgain(response);
        assertThat(Browser.setCookies(response, NAME)).isEmpty();
    }

    @Test
    void aResponseThatIsUnderWayIsCutOffWhereTheContainerDoesThatWhenTheRestCannotBeSaved() {
        pages();
        application.on("/late", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            response.getWriter().print("beginning");
            response.flushBuffer();
            request.getSession().setAttribute("name", "Eve");
            nodes.disconnectAll();
        });
        start();
        read("/start");

        ThrowingCallable late = () -> browser.get(url("/late"));
        if (host == ServletHost.UNDERTOW) {
            assertThatCode(late).doesNotThrowAnyException(); // it ends the response in order and logs the exception
        } else {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(late);
        }

        nodes.reconnectAll();
        assertThat(read("/name")).isEqualTo("Bob");
    }

    private static final class Broken implements Serializable {
        private final Object inside = new Object();

        @Override
        public String toString() {
            return "broken " + inside;
        }
    }

    @Test
    void anAttributeThatCannotBeStoredIsNamedWithTheWayToTheFault() {
        pages();
        application.on("/broken", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            request.getSession().setAttribute("cart", new Broken());
            response.getWriter().print("half a page");
        });
        start();
        read("/start");

        HttpResponse<String> response = browser.get(url("/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(response.body())
                .contains("cart", "inside", "java.lang.Object")
                .doesNotContain("half a page", "\tat ", browser.cookie(NAME));
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aSessionThatIsTooLargeSaysSizeAndLimitAndStaysAsItWas() {
        pages();
        application.on("/large", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            request.getSession().setAttribute("payload", new byte[TestNodes.MAX_RECORD_BYTES + 1]);
        });
        start();
        read("/start");

        HttpResponse<String> response = browser.get(url("/large"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains(Integer.toString(TestNodes.MAX_RECORD_BYTES));
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void whatTheApplicationChangedBeforeItFailedIsSaved() {
        pages();
        application.on("/fail", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            throw new ServletException("the application's own fault");
        });
        start();
        read("/start");

        assertThat(browser.get(url("/fail")).statusCode()).isEqualTo(500);

        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void anApplicationInWhichNothingWasStartedHasNoSessions() {
        application.on("/plain", (request, response) -> response.getWriter().print("plain"));
        application.on("/start", (request, response) -> {
            for (Runnable asking : Map.<String, Runnable>of(
                            "a", request::getSession,
                            "b", () -> request.getSession(false),
                            "c", request::changeSessionId)
                    .values()) {
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(asking::run)
                        .withMessageContaining("CDI");
            }
        });
        startWithoutSessions();

        assertThat(read("/plain")).isEqualTo("plain");
        read("/start");
    }
}
