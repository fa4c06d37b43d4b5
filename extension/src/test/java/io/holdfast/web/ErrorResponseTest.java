package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.SessionUnavailableException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a browser gets when its session cannot be saved. */
class ErrorResponseTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";

    private void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/name", showing("name"));
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
    void aPageWithAHoleIsNotSentAlthoughTheNodesAreBack() {
        pages();
        application.on("/send", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            nodes.disconnectAll();
            assertThatExceptionOfType(SessionUnavailableException.class)
                    .isThrownBy(() -> response.getOutputStream().write(new byte[100_000]));
            nodes.reconnectAll();
            response.getOutputStream().print("the rest");
        });
        start();
        read("/start");

        assertTryAgain(browser.get(url("/send")));
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
    void aLogoutThatCannotBeStoredIsNotClaimedThoughTheApplicationThinksNothingOfIt() {
        pages();
        application.on("/logout", (request, response) -> {
            HttpSession session = request.getSession();
            nodes.disconnectAll();
            assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(session::invalidate);
            response.getWriter().print("logged out");
        });
        start();
        read("/start");

        assertTryAgain(browser.get(url("/logout")));

        nodes.reconnectAll();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aLogoutThatCouldNotBeStoredMayBeTriedAgainWithinTheRequest() {
        pages();
        application.on("/logout", (request, response) -> {
            HttpSession session = request.getSession();
            nodes.disconnectAll();
            assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(session::invalidate);
            nodes.reconnectAll();
            session.invalidate();
            response.getWriter().print("logged out");
        });
        start();
        read("/start");

        assertThat(read("/logout")).isEqualTo("logged out");

        assertThat(read("/name")).isEqualTo("none");
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
}
