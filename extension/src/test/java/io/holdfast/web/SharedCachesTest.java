package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No cache between us and the browser may hand one user's session to another (RFC 9111 section 7.3). */
class SharedCachesTest extends ServletSessionsFixture {

    private void page(String path, WebApplication.Page page) {
        application.on(path, page);
    }

    private static List<String> cacheControl(HttpResponse<?> response) {
        return response.headers().allValues("Cache-Control");
    }

    private List<String> said(WebApplication.Page page) {
        page("/start", page);
        start();
        HttpResponse<String> response = browser.get(url("/start"));
        assertThat(Browser.setCookies(response, "JSESSIONID")).hasSize(1);
        return cacheControl(response);
    }

    @Test
    void aResponseWithTheCookieIsTheBrowsersOwnWhereTheApplicationSaysNothing() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.getWriter().print("x".repeat(100_000));
                }))
                .containsExactly("private");
    }

    @Test
    void whatTheApplicationAllowsToEverybodyIsAllowedToItsBrowserOnly() {
        assertThat(said((request, response) -> {
                    response.setHeader("Cache-Control", "public, max-age=600, s-maxage=900");
                    request.getSession();
                }))
                .containsExactly("max-age=600, private");
    }

    @Test
    void whatTheApplicationSaysAfterItStartedTheSessionCounts() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.addHeader("cache-control", "max-age=60");
                    response.addHeader("cache-control", "Public");
                    response.flushBuffer();
                }))
                .containsExactly("max-age=60, private");
    }

    @Test
    void whatIsKeptFromSharedCachesAlreadyIsLeftAsItIs() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.setHeader("Cache-Control", "Private, max-age=600");
                }))
                .containsExactly("Private, max-age=600");
    }

    @Test
    void whatMustNotBeStoredIsLeftAsItIs() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.setHeader("Cache-Control", "no-store");
                }))
                .containsExactly("no-store");
    }

    @Test
    void whatMayBeStoredIfItIsRevalidatedWouldComeWithTheOldCookie() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.setHeader("Cache-Control", "no-cache");
                }))
                .containsExactly("no-cache, private");
    }

    @Test
    void aFieldInQuotesIsNoDirective() {
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.setHeader("Cache-Control", "private=\"X-A, X-B\", max-age=5");
                }))
                .containsExactly("private=\"X-A, X-B\", max-age=5, private");
    }

    @Test
    void aContentDeliveryNetworkIsToldInItsOwnHeader() {
        page("/start", (request, response) -> {
            request.getSession();
            response.setHeader("CDN-Cache-Control", "max-age=600");
            response.setHeader("Surrogate-Control", "max-age=600");
        });
        start();

        HttpResponse<String> response = browser.get(url("/start"));

        assertThat(response.headers().allValues("CDN-Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().allValues("Surrogate-Control")).containsExactly("no-store");
    }

    @Test
    void thePageOfSomebodyWhoIsLoggedInIsNotStoredAtAll() {
        application.user("ada", "secret");
        assertThat(said((request, response) -> {
                    request.getSession();
                    request.login("ada", "secret");
                }))
                .containsExactly("no-store");
    }

    @Test
    void aPageThatFlushesWhileItIsIncludedIsTheBrowsersOwnToo() {
        page("/part", (request, response) -> {
            response.getWriter().print("part");
            response.flushBuffer();
        });
        assertThat(said((request, response) -> {
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                }))
                .containsExactly("private");
    }

    @Test
    void redirectionsErrorsAndResetsAreAsOtherPages() {
        page("/redirect", (request, response) -> {
            request.getSession();
            response.sendRedirect("/app/start");
        });
        page("/error", (request, response) -> {
            request.getSession();
            response.sendError(404);
        });
        page("/reset", (request, response) -> {
            request.getSession();
            response.setHeader("Cache-Control", "public");
            response.reset();
        });
        start();
        for (String path : List.of("/redirect", "/error", "/reset")) {
            assertThat(cacheControl(new Browser().get(url(path)))).as(path).containsExactly("private");
        }
    }

    @Test
    void aResponseThatEndsTheCookieIsNotForSharedCachesEither() {
        page("/start", (request, response) -> request.getSession());
        page("/end", (request, response) -> request.getSession().invalidate());
        start();
        read("/start");
        assertThat(cacheControl(browser.get(url("/end")))).containsExactly("private");
    }

    @Test
    void aResponseWithoutTheCookieIsLeftAlone() {
        page("/start", (request, response) -> request.getSession());
        page("/look", (request, response) -> response.getWriter().print(request.getSession(false) != null));
        page("/public", (request, response) -> response.setHeader("Cache-Control", "public, max-age=600"));
        start();
        read("/start");
        assertThat(cacheControl(browser.get(url("/look")))).isEmpty();
        assertThat(cacheControl(browser.get(url("/public")))).containsExactly("public, max-age=600");
    }

    @Test
    void theSettingLeavesAllToTheApplication() {
        application.leftToCaches();
        assertThat(said((request, response) -> {
                    request.getSession();
                    response.setHeader("Cache-Control", "public, max-age=600");
                }))
                .containsExactly("public, max-age=600");
    }
}
