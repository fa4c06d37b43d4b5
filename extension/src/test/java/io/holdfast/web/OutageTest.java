package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.SessionId;
import io.holdfast.SessionUnavailableException;
import io.holdfast.testing.TestKeys;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a browser gets when nobody can tell whether its session exists. */
class OutageTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";

    private void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/name", showing("name"));
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
    void aSessionThatIsFoundCountsEvenWhereNobodyCanTellOfAnotherCookie() {
        pages();
        start();
        read("/start");
        String good = browser.cookie(NAME);
        String unknown = TestKeys.id().value();
        nodes.keepOnly(
                nodes.engine().locate(SessionId.parse(good).orElseThrow()).get(0));

        assertThat(new Browser().read(url("/name"), "Cookie", NAME + "=" + unknown + "; " + NAME + "=" + good))
                .isEqualTo("Ada");
        assertTryAgain(new Browser().get(url("/name"), "Cookie", NAME + "=" + unknown));
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
