package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request that has its session in hand while another one, on another server, changes the session's id. */
class IdChangeUnderWayTest extends ServletSessionsFixture {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch changed = new CountDownLatch(1);

    private String other = "";

    private void startTwo() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("user", "Ada"));
        application.on("/login", (request, response) -> request.changeSessionId());
        application.on("/slow-set", (request, response) -> {
            request.getSession().setAttribute("slow", "kept");
            awaitChange();
        });
        application.on("/slow-logout", (request, response) -> {
            request.getSession().getAttribute("user");
            awaitChange();
            request.getSession().invalidate();
        });
        application.on("/look", showing("slow"));
        start();
        other = start(application);
        read("/start");
    }

    private void awaitChange() {
        opened.countDown();
        await(changed);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Answers what the slow request, which the id change overtook, was told. */
    private HttpResponse<String> overtaken(String slowPath, Browser browserOfSlow) {
        String before = browser.cookie("JSESSIONID");
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> browserOfSlow.get(url(slowPath), "Cookie", "JSESSIONID=" + before));
        await(opened);
        browser.read(other + "/login");
        changed.countDown();
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
        return slow.join();
    }

    @Test
    void itsChangeIsKeptAndItsAnswerLeavesTheBrowserTheNewId() {
        startTwo();
        String before = browser.cookie("JSESSIONID");

        HttpResponse<String> answer = overtaken("/slow-set", new Browser());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Browser.setCookies(answer, "JSESSIONID")).isEmpty();
        assertThat(browser.read(other + "/look")).isEqualTo("kept");
        assertThat(new Browser().read(url("/look"), "Cookie", "JSESSIONID=" + before))
                .isEqualTo("none");
    }

    @Test
    void itsLogoutEndsTheSessionUnderItsNewId() {
        startTwo();

        assertThat(overtaken("/slow-logout", new Browser()).statusCode()).isEqualTo(200);

        assertThat(browser.read(other + "/look")).isEqualTo("none");
    }
}
