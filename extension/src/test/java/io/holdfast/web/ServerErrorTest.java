package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.Eventually;
import io.holdfast.testing.LogLines;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a browser gets, and what the log, when its session cannot be saved for what the application put into it. */
class ServerErrorTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";
    private static final Pattern SHOWN = Pattern.compile("Your session could not be saved\\. Reference: ([0-9a-f]{8})");

    private void pages() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/name", showing("name"));
    }

    private static final class Broken implements Serializable {
        private @Nullable Object inside; // put in after it was handed to the session, which would refuse it at once

        @Override
        public String toString() {
            return "broken " + inside;
        }
    }

    /** What is in the log under the reference that the browser was shown. */
    private static String logged(HttpResponse<String> response, LogLines log) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        Matcher shown = SHOWN.matcher(response.body());
        assertThat(shown.find()).as(response.body()).isTrue();
        return log.all().stream()
                .filter(line -> line.startsWith("SEVERE") && line.contains(shown.group(1)))
                .collect(Collectors.joining());
    }

    @Test
    void anAttributeThatCannotBeStoredIsNamedInTheLogWithTheWayToTheFaultAndTheBrowserGetsAReference() {
        pages();
        application.on("/broken", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            Broken cart = new Broken();
            request.getSession().setAttribute("cart", cart);
            cart.inside = new Object();
            response.getWriter().print("half a page");
        });
        start();
        read("/start");

        try (LogLines log = LogLines.of(ErrorResponse.class)) {
            HttpResponse<String> response = browser.get(url("/broken"));

            assertThat(response.body())
                    .doesNotContain("cart", "inside", "java.lang.Object", "half a page", "holdfast.", "\tat ");
            assertThat(logged(response, log))
                    .contains("cart", "inside", "java.lang.Object")
                    .doesNotContain("\tat ", browser.cookie(NAME));
        }
        assertThat(read("/name")).isEqualTo("Ada");
    }

    private static final class Card implements Serializable {

        @SuppressWarnings("unused") // the serialisation calls it
        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("cannot write card 4111111111111111 to " + out);
        }
    }

    @Test
    void whatTheApplicationsCodeSaysInItsExceptionIsNeitherShownNorLoggedForItMayBeAValue() {
        pages();
        application.on("/card", (request, response) -> request.getSession().setAttribute("card", new Card()));
        start();
        read("/start");

        try (LogLines log = LogLines.ofAll()) {
            HttpResponse<String> response = browser.get(url("/card"));

            assertThat(logged(response, log)).contains("IllegalStateException", "ServerErrorTest.java");
            assertThat(response.body()).doesNotContain("4111", "IllegalStateException");
            assertThat(log.all()).noneMatch(line -> line.contains("4111"));
        }
    }

    @Test
    void whatIsLostAfterTheResponseIsLoggedWithoutTheApplicationsWordsToo() {
        pages();
        application.on("/late", (request, response) -> {
            AsyncContext cycle = request.startAsync();
            response.flushBuffer();
            request.getSession().setAttribute("card", new Card());
            cycle.complete();
        });
        start();
        read("/start");

        try (LogLines log = LogLines.ofAll()) {
            browser.get(url("/late"));
            Eventually.await(
                    "the log tells of lost values",
                    Duration.ofSeconds(10),
                    () -> log.all().stream().anyMatch(line -> line.contains("are lost")));
            assertThat(log.all()).anyMatch(line -> line.contains("card")).noneMatch(line -> line.contains("4111"));
        }
    }

    @Test
    void aSessionThatIsTooLargeSaysSizeAndLimitInTheLogAndStaysAsItWas() {
        pages();
        application.on("/large", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            request.getSession().setAttribute("payload", new byte[TestNodes.MAX_RECORD_BYTES + 1]);
        });
        start();
        read("/start");

        try (LogLines log = LogLines.of(ErrorResponse.class)) {
            HttpResponse<String> response = browser.get(url("/large"));

            assertThat(logged(response, log)).contains(Integer.toString(TestNodes.MAX_RECORD_BYTES));
        }
        assertThat(read("/name")).isEqualTo("Ada");
    }

    private void brokenPageWithErrorPage(WebApplication.Page sorry) {
        pages();
        application.on("/broken", (request, response) -> {
            request.getSession().setAttribute("name", "Bob");
            Broken cart = new Broken();
            request.getSession().setAttribute("cart", cart);
            cart.inside = new Object();
            response.setHeader("X-Gone", "yes");
            response.getWriter().print("half a page");
        });
        application.errorPage(500, "/sorry").on("/sorry", sorry);
        start();
    }

    @Test
    void anApplicationsOwnErrorPageFor500IsShownAndMayUseTheSession() {
        brokenPageWithErrorPage((request, response) -> response.getWriter()
                .print("sorry, " + (request.getSession(false) != null) + " "
                        + request.getAttribute(RequestDispatcher.ERROR_MESSAGE) + "x".repeat(100_000)));
        read("/start");
        String cookie = browser.cookie(NAME);

        try (LogLines log = LogLines.of(ErrorResponse.class)) {
            HttpResponse<String> response = browser.get(url("/broken"));

            assertThat(response.body()).startsWith("sorry, true Your session could not be saved.");
            assertThat(logged(response, log)).contains("cart");
            assertThat(log.all()).hasSize(1);
            assertThat(response.headers().firstValue("X-Gone")).isEmpty();
            assertThat(Browser.setCookies(response, NAME)).isEmpty();
        }
        assertThat(browser.cookie(NAME)).isEqualTo(cookie);
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void noCookieOfASessionThatWasNeverStoredLeavesWithAnErrorPage() {
        brokenPageWithErrorPage((request, response) -> {
            request.getSession().setAttribute("seen", "sorry");
            response.getWriter().print("sorry");
        });

        HttpResponse<String> response = browser.get(url("/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("sorry");
        assertThat(Browser.setCookies(response, NAME)).isEmpty();
    }

    @Test
    void anErrorPageThatFailsItselfIsA500AllTheSame() {
        brokenPageWithErrorPage((request, response) -> {
            throw new ServletException("the page's own fault");
        });
        read("/start");

        HttpResponse<String> response = browser.get(url("/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("half a page", "cart");
        assertThat(read("/name")).isEqualTo("Ada");
    }
}
