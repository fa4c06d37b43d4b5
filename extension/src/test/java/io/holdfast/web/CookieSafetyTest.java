package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Names that browsers hold to what they promise, and the container's own cookie. */
class CookieSafetyTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";

    @Test
    void theContainersOwnCookieIsAsSafeAsOursWhereItsApiAllowsThat() {
        application.cookie(new CookieSettings(null, null, null, true, "Strict", 60));
        application.on("/raw", (request, response) -> {
            ((HttpServletRequest) ((SessionRequest) request).getRequest()).getSession();
        });
        start();

        String cookie = Browser.setCookies(browser.get(url("/raw")), NAME + "_LOCAL")
                .get(0)
                .toLowerCase(Locale.ROOT);

        assertThat(cookie)
                .contains("secure", "httponly", "samesite=strict", "path=/app")
                .doesNotContain("max-age");
    }

    @Test
    void aNameThatPromisesWhatTheCookieIsNotIsRefusedAtDeploymentAlsoWhereItComesFromWebXml() {
        assertThatNameIsRefused("__Host-sid", "a secure cookie", new CookieSettings(null, "/", null, null, null, null));
        assertThatNameIsRefused("__host-sid", "the path /", new CookieSettings(null, null, null, true, null, null));
        assertThatNameIsRefused("__Host-sid", "no domain", new CookieSettings(null, "/", "a.test", true, null, null));
        assertThatNameIsRefused("__Secure-sid", "a secure cookie", CookieSettings.UNSET);
    }

    private void assertThatNameIsRefused(String name, String why, CookieSettings settings) {
        WebApplication other = new WebApplication()
                .cookie(settings)
                .prepared(context -> context.getSessionCookieConfig().setName(name));
        assertThatThrownBy(() -> {
                    start(other);
                    new Browser().read(url("/start"));
                })
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionCookie(
                        settings.orElse(new CookieSettings(name, null, null, null, null, null)), "/app", true))
                .withMessageContainingAll(name, why);
    }

    @Test
    void aNameThatPromisesWhatTheCookieIsIsTaken() {
        application.on("/start", (request, response) -> request.getSession());
        application.prepared(context -> {
            context.getSessionCookieConfig().setName("__Host-sid");
            context.getSessionCookieConfig().setPath("/");
            context.getSessionCookieConfig().setSecure(true);
        });
        start();

        assertThat(Browser.setCookies(browser.get(url("/start")), "__Host-sid"))
                .singleElement()
                .asString()
                .contains("; Path=/; Secure; HttpOnly");
    }
}
