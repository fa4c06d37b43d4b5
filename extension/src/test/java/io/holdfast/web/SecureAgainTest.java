package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.LogLines;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cookie that once travelled in the clear does so no more once its browser comes over TLS. */
class SecureAgainTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";
    private static final String TLS = "https";
    private static final String CLEAR = "http";

    @BeforeEach
    void pages() {
        application.on("/start", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print(request.getSession().getId());
        });
        application.on("/name", showing("name"));
        application.on("/id", (request, response) -> request.changeSessionId());
        application.on("/plain", (request, response) -> response.getWriter().print("no session is looked at"));
    }

    /** The cookie that an answer sets, in small letters; "" for none. */
    private static String cookie(HttpResponse<?> response) {
        List<String> lines = Browser.setCookies(response, NAME);
        assertThat(lines.size()).isLessThan(2);
        return lines.isEmpty() ? "" : lines.get(0).toLowerCase(Locale.ROOT);
    }

    private HttpResponse<String> ask(String path, String scheme, String id) {
        return new Browser().get(url(path), "X-Forwarded-Proto", scheme, "Cookie", NAME + "=" + id);
    }

    private String begunOver(String scheme) {
        HttpResponse<String> response = new Browser().get(url("/start"), "X-Forwarded-Proto", scheme);
        assertThat(cookie(response).contains("; secure")).isEqualTo(scheme.equals(TLS));
        return response.body();
    }

    @Test
    void itIsSentAgainWithSecureWhenTlsBringsASessionBegunInTheClear() {
        start();
        String id = begunOver(CLEAR);
        assertThat(cookie(ask("/name", CLEAR, id))).isEmpty();

        HttpResponse<String> again = ask("/name", TLS, id);

        assertThat(again.body()).isEqualTo("Ada");
        assertThat(cookie(again)).contains("; secure").contains(id.toLowerCase(Locale.ROOT));
    }

    @Test
    void itIsSentAgainOnceWhicheverServerComesNext() {
        start();
        String id = begunOver(CLEAR);
        ask("/name", TLS, id);

        assertThat(cookie(ask("/name", TLS, id))).isEmpty();
        String other = start(application);
        assertThat(cookie(new Browser().get(other + "/name", "X-Forwarded-Proto", TLS, "Cookie", NAME + "=" + id)))
                .isEmpty();
    }

    @Test
    void anotherServerKnowsHowItWasSent() {
        start();
        String id = begunOver(CLEAR);
        String other = start(application);

        HttpResponse<String> again =
                new Browser().get(other + "/name", "X-Forwarded-Proto", TLS, "Cookie", NAME + "=" + id);

        assertThat(cookie(again)).contains("; secure");
    }

    @Test
    void oneThatBeganOverTlsIsNotSentAgainAndCostsNothing() {
        start();
        String id = begunOver(TLS);
        int writes = nodes.writes();

        assertThat(cookie(ask("/name", TLS, id))).isEmpty();

        assertThat(nodes.writes()).isEqualTo(writes);
    }

    @Test
    void anotherIdOverTlsNeedsNoSecondCookie() {
        start();
        HttpResponse<String> changed = ask("/id", TLS, begunOver(CLEAR));
        assertThat(cookie(changed)).contains("; secure");
        String id = Browser.setCookies(changed, NAME).get(0).split("[=;]", 3)[1];

        assertThat(cookie(ask("/name", TLS, id))).isEmpty();
    }

    @Test
    void anotherIdInTheClearIsSentAgainOverTls() {
        start();
        HttpResponse<String> changed = ask("/id", CLEAR, begunOver(TLS));
        assertThat(cookie(changed)).doesNotContain("; secure");
        String id = Browser.setCookies(changed, NAME).get(0).split("[=;]", 3)[1];

        assertThat(cookie(ask("/name", TLS, id))).contains("; secure");
    }

    @Test
    void aCookieThatIsSecureByTheSettingsCostsNoNote() {
        application.cookie(new CookieSettings(null, null, null, true, null, null));
        start();
        HttpResponse<String> response = browser.get(url("/start"));
        int writes = nodes.writes();

        assertThat(cookie(ask("/name", TLS, response.body()))).isEmpty();

        assertThat(nodes.writes()).isEqualTo(writes);
    }

    @Test
    void aCookieThatLeavesWithoutSecureForAnotherMachineIsWarnedOfOnce() {
        start();
        try (LogLines log = LogLines.ofAll()) {
            begunOver(CLEAR);
            begunOver(TLS);
            assertThat(warnings(log)).isEmpty();
            for (int i = 0; i < 3; i++) {
                new RawRequest(url("/start")).host("shop.example");
            }
            assertThat(warnings(log)).singleElement().asString().contains("/app", "holdfast.cookie.secure=true");
        }
    }

    private static List<String> warnings(LogLines log) {
        return log.all().stream()
                .filter(line -> line.contains("without Secure"))
                .toList();
    }
}
