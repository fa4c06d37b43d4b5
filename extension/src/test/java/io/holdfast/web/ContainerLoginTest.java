package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that a server keeps in its own session ends with ours, on whichever server that ends. */
class ContainerLoginTest extends ServletSessionsFixture {

    private String other = "";

    @BeforeEach
    void startTwo() {
        application.user("ada", "secret");
        application.user("bob", "secret");
        application.on("/start", (request, response) -> request.getSession());
        application.on("/login", (request, response) -> request.login(request.getParameter("name"), "secret"));
        // as a form does it: before any filter, in the container's own session, of which we know nothing
        application.on("/form", (request, response) -> {
            bare(request).getSession(true);
            bare(request).login("ada", "secret");
        });
        application.on("/logout", (request, response) -> request.logout());
        application.on("/end", (request, response) -> request.getSession().invalidate());
        application.on("/user", (request, response) -> {
            Principal user = request.getUserPrincipal();
            response.getWriter().print(user == null ? "nobody" : user.getName());
        });
        start();
        other = start(application);
        read("/start");
        read("/login?name=ada");
    }

    private static HttpServletRequest bare(HttpServletRequest request) {
        return (HttpServletRequest) SessionRequest.innermost(request);
    }

    private void assertForgotten() {
        HttpResponse<String> response = browser.get(url("/user?page=1"));
        assertSentToTheSameAddress(response);
        response = browser.get(url("/user?page=1"));
        assertSentToTheSameAddress(response);
        assertThat(read("/user?page=1")).isEqualTo("nobody");
    }

    private static void assertSentToTheSameAddress(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).contains("./user?page=1");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void itLastsWhileTheSessionDoes() {
        assertThat(read("/user")).isEqualTo("ada");
        browser.read(other + "/start");
        assertThat(read("/user")).isEqualTo("ada");
    }

    @Test
    void itEndsWithASessionThatEndsElsewhere() {
        browser.read(other + "/end");
        assertForgotten();
    }

    @Test
    void itEndsWithALogoutElsewhere() {
        browser.read(other + "/logout");
        assertForgotten();
    }

    @Test
    void itEndsWhereAnotherUserLogsInElsewhere() {
        browser.read(other + "/login?name=bob");
        assertThat(browser.read(other + "/user")).isEqualTo("bob");
        assertThat(read("/user")).isEqualTo("nobody");
    }

    @Test
    void itEndsWithASessionThatTimedOut() {
        nodes.clock.advance(Duration.ofHours(2));
        assertForgotten();
    }

    @Test
    void oneMayLogInAgainAfterALogout() {
        read("/logout");
        assertThat(read("/user")).isEqualTo("nobody");
        read("/login?name=ada");
        assertThat(read("/user")).isEqualTo("ada");
    }

    @Test
    void oneMayLogInAgainAfterALogoutElsewhere() {
        browser.read(other + "/end");
        assertForgotten();
        read("/start");
        read("/login?name=bob");
        assertThat(read("/user")).isEqualTo("bob");
    }

    @Test
    void aLogoutGivesTheSessionAnotherIdSoThatNoOlderCopyOfItIsAsked() {
        String before = browser.cookie("JSESSIONID");
        read("/logout");
        String after = browser.cookie("JSESSIONID");
        assertThat(after).isNotEqualTo(before);
        assertThat(read("/user")).isEqualTo("nobody");
        assertThat(browser.cookie("JSESSIONID")).isEqualTo(after);
    }

    @Test
    void itGivesTheSessionAnotherId() {
        read("/logout");
        String before = browser.cookie("JSESSIONID");
        read("/login?name=ada");
        String after = browser.cookie("JSESSIONID");
        assertThat(after).isNotEqualTo(before);
        read("/user");
        assertThat(browser.cookie("JSESSIONID")).isEqualTo(after);
    }

    @Test
    void anotherLoginOfTheSameUserGivesTheSessionAnotherIdAndEndsNoneElsewhere() {
        String before = browser.cookie("JSESSIONID");
        String here = browser.cookie("JSESSIONID_LOCAL"); // which both servers call so, and are on one host
        browser.read(other + "/login?name=ada");
        String after = browser.cookie("JSESSIONID");
        assertThat(after).isNotEqualTo(before);
        assertThat(browser.read(other + "/user")).isEqualTo("ada");
        String cookies = "JSESSIONID=" + after + "; JSESSIONID_LOCAL=" + here;
        assertThat(new Browser().read(url("/user"), "Cookie", cookies)).isEqualTo("ada");
        assertThat(browser.cookie("JSESSIONID")).as("no login, no other id").isEqualTo(after);
    }

    @Test
    void anotherLoginByAFormGivesTheSessionAnotherIdOnce() {
        String before = browser.cookie("JSESSIONID");
        browser.read(other + "/form");
        browser.read(other + "/user");
        String after = browser.cookie("JSESSIONID");
        assertThat(after).isNotEqualTo(before);
        for (int i = 0; i < 3; i++) {
            assertThat(browser.read(other + "/user")).isEqualTo("ada");
        }
        assertThat(browser.cookie("JSESSIONID")).isEqualTo(after);
    }

    @Test
    void aLoginThatFailsIsNoLogin() {
        String before = browser.cookie("JSESSIONID");
        assertThat(browser.get(other + "/login?name=nobody").statusCode()).isEqualTo(500);
        assertThat(browser.cookie("JSESSIONID")).isEqualTo(before);
    }

    @Test
    void theCookieOfWhoeverIsAskedAgainIsAsSafeAsTheSessions() {
        application.cookie(new CookieSettings(null, null, null, null, "Strict", null));
        String base = start(application);
        browser.read(base + "/start");
        browser.read(base + "/login?name=ada");
        browser.read(other + "/end");

        HttpResponse<String> response = browser.get(base + "/user?page=1", "X-Forwarded-Proto", "https");

        assertThat(Browser.setCookies(response, "HOLDFAST_RETRY"))
                .singleElement()
                .asString()
                .contains("; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void nobodyIsLoggedOutByAFault() {
        nodes.disconnectAll();
        assertTryAgain(browser.get(url("/user")));
        nodes.reconnectAll();
        assertThat(read("/user")).isEqualTo("ada");
    }
}
