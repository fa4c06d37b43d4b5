package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that a browser sends at the same time as the first one after a login log nobody out. */
class LoginUnderWayTest extends ServletSessionsFixture {

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void startServer() {
        application.user("ada", "secret");
        application.user("mallory ada", "secret");
        application.on("/start", (request, response) -> request.getSession());
        application.on("/login", (request, response) -> request.login(request.getParameter("name"), "secret"));
        // as a form does it: before any filter, in the container's own session, of which we know nothing
        application.on("/form", (request, response) -> {
            bare(request).getSession(true);
            bare(request).login("ada", "secret");
        });
        application.on("/slow", (request, response) -> waitInside());
        application.on("/user", (request, response) -> {
            Principal user = request.getUserPrincipal();
            response.getWriter().print(user == null ? "nobody" : user.getName());
        });
        start();
    }

    private static HttpServletRequest bare(HttpServletRequest request) {
        HttpServletRequest inner = request;
        while (inner instanceof HttpServletRequestWrapper wrapper) {
            inner = (HttpServletRequest) wrapper.getRequest();
        }
        return inner;
    }

    private void waitInside() {
        inside.countDown();
        try {
            goOn.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String containersCookie() {
        return "JSESSIONID_LOCAL=" + browser.cookie("JSESSIONID_LOCAL");
    }

    private void assertThatWhoSent(String cookies) {
        for (int i = 0; i < 3; i++) {
            assertThat(new Browser().get(url("/user"), "Cookie", cookies).statusCode())
                    .isEqualTo(307);
        }
        assertThat(read("/user")).isEqualTo("ada");
    }

    @Test
    void oneWhileTheFirstIsNotAnsweredYetIsServed() throws Exception {
        read("/start");
        read("/form");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> read("/slow"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(read("/user")).isEqualTo("ada");
        goOn.countDown();
        slow.get(10, TimeUnit.SECONDS);
        assertThat(read("/user")).isEqualTo("ada");
    }

    @Test
    void someWithTheFormerIdAreToBeAskedAgain() {
        read("/start");
        read("/form");
        String sentBefore = "JSESSIONID=" + browser.cookie("JSESSIONID") + "; " + containersCookie();
        assertThat(read("/user")).isEqualTo("ada");
        assertThatWhoSent(sentBefore);
    }

    @Test
    void someFromBeforeThereWasASessionAreToBeAskedAgain() {
        read("/form");
        String sentBefore = containersCookie();
        read("/start");
        assertThat(read("/user")).isEqualTo("ada");
        assertThatWhoSent(sentBefore);
    }

    @Test
    void aUserWhoseNameEndsAsAnothersDoesPlantsNoSession() {
        read("/start");
        read("/login?name=mallory%20ada");
        String planted = browser.cookie("JSESSIONID");
        browser.get(start(application) + "/login?name=ada");
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(planted);
    }
}
