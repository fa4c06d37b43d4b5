package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holdfast.testing.TestKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SessionCookieTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";

    private void pages() {
        application.on("/start", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print(request.getSession().getId());
        });
        application.on("/name", showing("name"));
        application.on("/end", (request, response) -> request.getSession().invalidate());
    }

    private String cookieOfStart() {
        return onlyCookie(browser.get(url("/start")));
    }

    private static String onlyCookie(HttpResponse<?> response) {
        List<String> cookies = Browser.setCookies(response, NAME);
        assertThat(cookies).hasSize(1);
        return cookies.get(0).toLowerCase(Locale.ROOT);
    }

    @Test
    void itIsForThisApplicationOnlyAndHiddenFromScripts() {
        pages();
        start();

        assertThat(cookieOfStart())
                .contains("path=/app", "httponly")
                .doesNotContain("secure", "domain", "max-age", "samesite");
    }

    @Test
    void anApplicationAtTheRootHasItForEverything() {
        pages();
        application.at("");
        start();

        assertThat(cookieOfStart()).contains("path=/").doesNotContain("path=/;path", "path=/a");
    }

    @Test
    void itLooksAsTheSettingsSay() {
        pages();
        application.cookie(new CookieSettings("SHOP", "/app/", "127.0.0.1", true, "Strict", 3600));
        start();

        HttpResponse<String> response = browser.get(url("/start"));

        assertThat(Browser.setCookies(response, "SHOP").get(0).toLowerCase(Locale.ROOT))
                .contains("path=/app/", "domain=127.0.0.1", "secure", "samesite=strict", "max-age=3600", "httponly");
        assertThat(Browser.setCookies(response, NAME)).isEmpty();
    }

    @Test
    void withoutSettingsItLooksAsTheApplicationConfiguredItsContainers() {
        pages();
        application.prepared(context -> {
            context.getSessionCookieConfig().setName("SHOP");
            context.getSessionCookieConfig().setPath("/app/shop");
            context.getSessionCookieConfig().setSecure(true);
            context.getSessionCookieConfig().setMaxAge(60);
            context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
        });
        start();

        assertThat(Browser.setCookies(browser.get(url("/start")), "SHOP").get(0).toLowerCase(Locale.ROOT))
                .contains("path=/app/shop", "secure", "max-age=60", "samesite=lax");
    }

    @Test
    void theContainersOwnSessionHasItsCookieUnderAnotherName() {
        application.on("/raw", (request, response) -> {
            request.getSession();
            ((HttpServletRequest) ((SessionRequest) request).getRequest()).getSession();
        });
        start();

        HttpResponse<String> response = browser.get(url("/raw"));

        assertThat(Browser.setCookies(response, NAME)).hasSize(1);
        assertThat(Browser.setCookies(response, NAME + "_LOCAL")).hasSize(1);
    }

    @Test
    void noUrlCarriesAnId() {
        application.on("/url", (request, response) -> {
            request.getSession();
            response.getWriter().print(response.encodeURL("/x") + response.encodeRedirectURL("/y"));
            assertThat(request.isRequestedSessionIdFromURL()).isFalse();
        });
        start();

        assertThat(read("/url")).isEqualTo("/x/y");
        String id = browser.cookie(NAME);
        assertThat(new Browser().read(url("/url;jsessionid=" + id))).isEqualTo("/x/y");
    }

    @Test
    void ofSeveralTheFirstWhoseSessionIsFoundCounts() {
        pages();
        start();
        String good = read("/start");
        String unknown = TestKeys.id().value();

        assertThat(nameWith(unknown, "x", good)).isEqualTo("Ada");
        assertThat(nameWith(good, unknown)).isEqualTo("Ada");
        assertThat(nameWith(unknown, unknown, unknown, unknown, unknown, good)).isEqualTo("Ada");
    }

    private String nameWith(String... ids) {
        return new Browser().read(url("/name"), "Cookie", NAME + "=" + String.join("; " + NAME + "=", ids));
    }

    @Test
    void thereIsABoundToHowManyAreTried() {
        pages();
        start();
        String good = read("/start");
        String[] ids = new String[SessionCookie.MAX_TRIED + 1];
        for (int i = 0; i < SessionCookie.MAX_TRIED; i++) {
            ids[i] = TestKeys.id().value();
        }
        ids[SessionCookie.MAX_TRIED] = good;

        assertThat(nameWith(ids)).isEqualTo("none");
    }

    @Test
    void whatCannotBeAnIdIsNoSessionAndCostsNothing() {
        application.on(
                "/look",
                (request, response) -> response.getWriter()
                        .print(request.getSession(false) + " " + request.getRequestedSessionId() + " "
                                + request.isRequestedSessionIdValid() + " "
                                + request.isRequestedSessionIdFromCookie()));
        start();

        for (String id : List.of("x", "", "a".repeat(31), "a".repeat(33), "a".repeat(4000), "a".repeat(31) + "*")) {
            assertThat(new Browser().read(url("/look"), "Cookie", NAME + "=" + id))
                    .isEqualTo("null null false false");
        }
        assertThat(nodes.requests()).isZero();
    }

    @Test
    void anIdInQuotesIsTheId() {
        pages();
        start();
        String id = read("/start");
        assertThat(new Browser().read(url("/name"), "Cookie", NAME + "=\"" + id + "\""))
                .isEqualTo("Ada");
        assertThat(new Browser().read(url("/name"), "Cookie", NAME + "=\"")).isEqualTo("none");
    }

    @Test
    void anUnknownIdIsNoSessionAndIsNeverTakenForANewOne() {
        application.on(
                "/look",
                (request, response) -> response.getWriter()
                        .print(request.getRequestedSessionId() + " " + request.isRequestedSessionIdValid() + " "
                                + request.isRequestedSessionIdFromCookie() + " " + request.getSession(false)));
        pages();
        start();
        String forged = TestKeys.id().value();

        assertThat(new Browser().read(url("/look"), "Cookie", NAME + "=" + forged))
                .isEqualTo(forged + " false true null");
        assertThat(new Browser().read(url("/start"), "Cookie", NAME + "=" + forged))
                .isNotEqualTo(forged);
    }

    @Test
    void aValidIdIsToldToBeValid() {
        application.on(
                "/look",
                (request, response) -> response.getWriter()
                        .print(request.isRequestedSessionIdValid() + " " + request.isRequestedSessionIdFromCookie()
                                + " "
                                + request.getRequestedSessionId()
                                        .equals(request.getSession().getId())));
        pages();
        start();

        read("/start");

        assertThat(read("/look")).isEqualTo("true true true");
    }

    @Test
    void itIsForgottenWhenTheSessionEnds() {
        pages();
        start();
        read("/start");

        HttpResponse<String> response = browser.get(url("/end"));

        assertThat(onlyCookie(response)).contains("max-age=0", "path=/app");
        assertThat(browser.cookie(NAME)).isEqualTo("none");
    }

    @Test
    void aResponseHasItOnceHoweverOftenTheSessionChanges() {
        application.on("/busy", (request, response) -> {
            request.getSession();
            response.addHeader("Set-Cookie", "other=1");
            request.changeSessionId();
            request.getSession().invalidate();
            request.getSession();
            request.changeSessionId();
            response.getWriter().print(request.getSession().getId());
        });
        start();

        HttpResponse<String> response = browser.get(url("/busy"));

        assertThat(onlyCookie(response)).doesNotContain("max-age=0");
        assertThat(browser.cookie(NAME)).isEqualTo(response.body());
        assertThat(Browser.setCookies(response, "other")).hasSize(1);
    }

    @Test
    void aResponseThatIsResetKeepsIt() {
        application.on("/reset", (request, response) -> {
            request.getSession();
            response.setHeader("X-Gone", "yes");
            response.getWriter().print("gone");
            response.reset();
            response.getOutputStream().print("kept");
            response.flushBuffer();
        });
        start();

        HttpResponse<String> response = browser.get(url("/reset"));

        assertThat(response.body()).isEqualTo("kept");
        assertThat(response.headers().firstValue("X-Gone")).isEmpty();
        onlyCookie(response);
    }

    @Test
    void aSessionCannotBeStartedOrGetAnotherIdWhenItsCookieCannotBeSentAnyMore() {
        application.on("/late", (request, response) -> {
            response.flushBuffer();
            assertThatIllegalStateException().isThrownBy(request::getSession).withMessageContaining("committed");
        });
        application.on("/start", (request, response) -> request.getSession());
        application.on("/id", (request, response) -> {
            response.flushBuffer();
            assertThatIllegalStateException()
                    .isThrownBy(request::changeSessionId)
                    .withMessageContaining("committed");
            assertThat(request.getSession(false)).isNotNull();
        });
        start();

        read("/late");
        assertThat(nodes.requests()).isZero();
        read("/start");
        read("/id");
    }

    @Test
    void settingsThatNoBrowserTakesAreRefused() {
        assertRefused("name", () -> new CookieSettings("a b", null, null, null, null, null));
        assertRefused("path", () -> new CookieSettings(null, "shop", null, null, null, null));
        assertRefused("path", () -> new CookieSettings(null, "/a;b", null, null, null, null));
        assertRefused("domain", () -> new CookieSettings(null, null, " ", null, null, null));
        assertRefused("same-site", () -> new CookieSettings(null, null, null, null, "loose", null));
        assertRefused("same-site", () -> new CookieSettings(null, null, null, false, "None", null));
    }

    private static void assertRefused(String what, ThrowingCallable settings) {
        assertThatIllegalArgumentException().isThrownBy(settings).withMessageContaining(what);
    }
}
