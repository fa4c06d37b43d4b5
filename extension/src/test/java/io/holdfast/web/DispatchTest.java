package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.OpenSession;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forwards, includes and error pages see the session of their request. */
class DispatchTest extends ServletSessionsFixture {

    private final OpenSession[] seen = new OpenSession[1];

    /** Writes down what a dispatch sees, and lets the first of them set the attribute. */
    private void look(HttpServletRequest request) {
        RequestSession current = RequestSession.current();
        assertThat(current).isNotNull();
        assertThat(current.request()).isSameAs(request);
        assertThat(current.httpSession(true)).isSameAs(request.getSession());
        OpenSession open = current.openSession(true);
        if (seen[0] == null) {
            seen[0] = open;
            request.getSession().setAttribute("name", "Ada");
        }
        assertThat(open).isSameAs(seen[0]);
        application.events.add(
                request.getDispatcherType() + " " + request.getSession().getAttribute("name"));
    }

    private void name() {
        application.on(
                "/name",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
    }

    @Test
    void aForwardAndAnIncludeSeeTheSameSession() {
        name();
        application.on("/outer", (request, response) -> {
            look(request);
            request.getRequestDispatcher("/included").include(request, response);
            assertThat(RequestSession.current().request()).isSameAs(request);
            request.getRequestDispatcher("/forwarded").forward(request, response);
        });
        application.on("/included", (request, response) -> look(request));
        application.on("/forwarded", (request, response) -> {
            look(request);
            response.getWriter().print("forwarded");
        });
        start();

        assertThat(read("/outer")).isEqualTo("forwarded");

        assertThat(application.events).containsExactly("REQUEST Ada", "INCLUDE Ada", "FORWARD Ada");
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void anIncludedPageMayStartTheSession() {
        name();
        application.on(
                "/outer",
                (request, response) -> request.getRequestDispatcher("/included").include(request, response));
        application.on("/included", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print("included");
        });
        start();

        assertThat(read("/outer")).isEqualTo("included");

        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aRequestWrappedByTheApplicationKeepsItsSession() {
        name();
        application.on("/outer", (request, response) -> {
            look(request);
            HttpServletRequest wrapped = new HttpServletRequestWrapper(request) {};
            request.getRequestDispatcher("/forwarded").forward(wrapped, response);
        });
        application.on("/forwarded", (request, response) -> look(request));
        start();

        read("/outer");

        assertThat(application.events).containsExactly("REQUEST Ada", "FORWARD Ada");
    }

    private void assertErrorPageSeesTheSession(WebApplication.Page failing) {
        name();
        application.errorPage(500, "/error").errorPage(404, "/error");
        application.on("/fails", (request, response) -> {
            look(request);
            failing.answer(request, response);
        });
        application.on("/error", (request, response) -> {
            look(request);
            response.getWriter().print("sorry, " + request.getSession().getAttribute("name"));
            request.getSession().setAttribute("name", "Bob");
        });
        start();

        HttpResponse<String> response = browser.get(url("/fails"));

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).isEqualTo("sorry, Ada");
        assertThat(application.events).containsExactly("REQUEST Ada", "ERROR Ada");
        assertThat(read("/name")).isEqualTo("Bob");
    }

    @Test
    void aWrapperThatHidesAttributesHidesNoSession() {
        application.on("/outer", (request, response) -> {
            request.getSession().setAttribute("name", "ada");
            HttpServletRequest hiding = new HttpServletRequestWrapper(request) {
                @Override
                public @Nullable Object getAttribute(String name) {
                    return name.startsWith("io.") ? null : super.getAttribute(name); // Tomcat needs some
                }
            };
            request.getRequestDispatcher("/forwarded").forward(hiding, response);
        });
        application.on(
                "/forwarded",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
        start();
        assertThat(read("/outer")).isEqualTo("ada");
    }

    @Test
    void theErrorPageOfAStatusSeesTheSession() {
        assertErrorPageSeesTheSession((request, response) -> response.sendError(404));
    }

    @Test
    void theErrorPageOfAnExceptionSeesTheSession() {
        assertErrorPageSeesTheSession((request, response) -> {
            response.getWriter().print("half a page");
            throw new ServletException("the application's own fault");
        });
    }

    @Test
    void anErrorPageMayStartTheSession() {
        name();
        application.errorPage(404, "/error");
        application.on("/fails", (request, response) -> response.sendError(404));
        application.on("/error", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        start();

        assertThat(browser.get(url("/fails")).statusCode()).isEqualTo(404);

        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void anErrorPageThatCannotReadItsSessionIsRefusedToo() {
        application.errorPage(404, "/error");
        application.on("/start", (request, response) -> request.getSession());
        application.on("/fails", (request, response) -> response.sendError(404));
        application.on("/error", (request, response) -> request.getSession());
        start();
        read("/start");
        nodes.disconnectAll();

        assertTryAgain(browser.get(url("/fails")));
    }

    @Test
    void theApplicationsFiltersSeeTheSessionInEveryDispatch() {
        application.filter((request, response, chain) -> {
            look((HttpServletRequest) request);
            chain.doFilter(request, response);
        });
        application.on("/outer", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getRequestDispatcher("/outer").forward(request, response);
            }
        });
        start();

        read("/outer");

        assertThat(application.events).containsExactly("REQUEST Ada", "FORWARD Ada");
    }
}
