package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners are told in the instances that the container or the application made, and of requests with our session. */
class ContainerListenersTest extends ServletSessionsFixture {

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger MADE = new AtomicInteger();

    /** Says how many of it were made. */
    public static class Counted implements HttpSessionListener {

        private final int number = MADE.incrementAndGet();

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            TOLD.add("created, listener " + number);
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            TOLD.add("destroyed, listener " + number);
        }
    }

    @BeforeEach
    void nothingToldYet() {
        TOLD.clear();
        MADE.set(0);
        application.on("/start", (request, response) -> request.getSession());
        application.on("/end", (request, response) -> request.getSession().invalidate());
    }

    private void startAndEnd() {
        start();
        read("/start");
        read("/end");
    }

    @Test
    void anInstanceThatTheApplicationAddsIsToldItself() {
        List<String> told = new ArrayList<>();
        HttpSessionListener mine = new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                told.add("created");
            }

            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                told.add("destroyed");
            }
        };
        application.prepared(context -> context.addListener(mine));
        startAndEnd();
        assertThat(told).containsExactly("created", "destroyed");
    }

    @Test
    void aClassThatTheApplicationAddsIsTold() {
        application.prepared(context -> context.addListener(Counted.class));
        startAndEnd();
        assertThat(TOLD).containsExactly("created, listener 1", "destroyed, listener 1");
    }

    @Test
    void aNameThatTheApplicationAddsIsTold() {
        application.prepared(context -> context.addListener(Counted.class.getName()));
        startAndEnd();
        assertThat(TOLD).containsExactly("created, listener 1", "destroyed, listener 1");
    }

    @Test
    void aDeclaredListenerIsTheContainersAndThereIsNoSecondOne() {
        application.declared(Counted.class).found(Counted.class);
        startAndEnd();
        assertThat(TOLD).containsExactly("created, listener 1", "destroyed, listener 1");
        assertThat(MADE).hasValue(1);
    }

    /** Keeps its request for whoever runs on the same thread, as Spring's RequestContextListener does. */
    public static class Keeping implements ServletRequestListener {

        private static final ThreadLocal<HttpServletRequest> KEPT = new ThreadLocal<>();

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            KEPT.set((HttpServletRequest) event.getServletRequest());
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            HttpSession session = KEPT.get().getSession(false);
            if (session != null) {
                session.setAttribute("requests", 1 + (Integer) session.getAttribute("requests"));
            }
            KEPT.remove();
        }
    }

    @Test
    void aRequestThatAListenerKeepsHasOurSessionOnEachServer() {
        WebApplication.Page count = (request, response) -> {
            HttpSession session = Keeping.KEPT.get().getSession();
            Integer before = (Integer) session.getAttribute("count");
            session.setAttribute("count", before == null ? 1 : before + 1);
            if (before == null) {
                session.setAttribute("requests", 0);
            }
            response.getWriter().print(session.getAttribute("count") + " " + (session == request.getSession()));
        };
        application.declared(Keeping.class).on("/count", count);
        start();
        String other = start(new WebApplication().declared(Keeping.class).on("/count", count));
        assertThat(read("/count")).isEqualTo("1 true");
        assertThat(browser.read(other + "/count")).isEqualTo("2 true");
        assertThat(read("/count")).isEqualTo("3 true");
    }

    @Test
    void whatAListenerChangesWhenTheRequestIsDestroyedIsSaved() {
        application.declared(Keeping.class);
        application.on("/begin", (request, response) -> request.getSession().setAttribute("requests", 0));
        application.on("/shown", showing("requests"));
        start();
        read("/begin");
        assertThat(read("/shown")).isEqualTo("1");
        assertThat(read("/shown")).isEqualTo("2");
    }
}
