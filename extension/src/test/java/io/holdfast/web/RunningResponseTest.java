package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request changes in its session when its response is on its way is not stored at its end only. */
class RunningResponseTest extends ServletSessionsFixture {

    private String other = "";

    @BeforeEach
    void anotherServer() {
        other = start(new WebApplication().on("/shown", showing("list")));
        application.on("/begin", (request, response) -> request.getSession().setAttribute("list", new ArrayList<>()));
    }

    private String shownElsewhere() {
        return browser.read(other + "/shown");
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(HttpServletRequest request) {
        return (List<String>) request.getSession().getAttribute("list");
    }

    @Test
    void aChangeIsStoredBeforeTheNextEventOfAStreamLeaves() {
        application.on("/stream", (request, response) -> {
            List<String> list = list(request);
            response.getWriter().print("first");
            response.flushBuffer();
            list.add("inside");
            response.getWriter().flush();
            response.getWriter().print(shownElsewhere());
            request.getSession().setAttribute("list", "another one");
        });
        start();
        read("/begin");
        assertThat(read("/stream")).isEqualTo("first[inside]");
        assertThat(shownElsewhere()).isEqualTo("another one");
    }

    @Test
    void aChangeIsStoredThoughNothingMoreIsSent() {
        application.on("/long", (request, response) -> {
            List<String> list = list(request);
            response.flushBuffer();
            list.add("inside");
            ServletSessions.of(request.getServletContext()).saveMeanwhile();
            response.getWriter().print(shownElsewhere());
        });
        start();
        read("/begin");
        assertThat(read("/long")).isEqualTo("[inside]");
    }

    @Test
    void aRequestThatIsOverIsLeftAlone() {
        ServletSessions[] sessions = new ServletSessions[1];
        application.on("/long", (request, response) -> {
            list(request);
            sessions[0] = ServletSessions.of(request.getServletContext());
            response.flushBuffer();
        });
        start();
        read("/begin");
        read("/long");
        int writes = nodes.writes();
        sessions[0].saveMeanwhile();
        assertThat(nodes.writes()).isEqualTo(writes);
    }

    /** That may be over at any moment, and the container's request another visitor's. */
    @Test
    void aSaveMeanwhileTellsNobodyThatReadsTheRequest() {
        List<ServletRequest> told = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        application.lifecycle(new SessionLifecycle() {
            @Override
            public void saved(ServletRequest request) {
                told.add(request);
            }
        });
        application.on("/long", (request, response) -> {
            List<String> list = list(request);
            response.flushBuffer();
            list.add("inside");
            before.add(told.size());
            ServletSessions.of(request.getServletContext()).saveMeanwhile();
            before.add(told.size());
            response.getWriter().print(shownElsewhere());
        });
        start();
        read("/begin");
        assertThat(read("/long")).isEqualTo("[inside]");
        assertThat(before.get(1)).isEqualTo(before.get(0));
    }

    @Test
    void whatCouldNotBeStoredMeanwhileIsStoredLater() {
        application.on("/long", (request, response) -> {
            List<String> list = list(request);
            response.flushBuffer();
            list.add("inside");
            nodes.disconnectAll();
            ServletSessions.of(request.getServletContext()).saveMeanwhile();
            nodes.reconnectAll();
        });
        start();
        read("/begin");
        read("/long");
        assertThat(shownElsewhere()).isEqualTo("[inside]");
    }

    @Test
    void attributesWithoutANameAreNone() {
        application.on("/nameless", (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("null", "the name of four letters");
            session.removeAttribute(null);
            response.getWriter().print(session.getAttribute(null) + ", " + session.getAttribute("null"));
        });
        start();
        assertThat(read("/nameless")).isEqualTo("null, the name of four letters");
    }
}
