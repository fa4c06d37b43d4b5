package io.holdfast.it.app.session;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does to the session what the last part of the path says. */
@WebServlet("/trial/*")
public class TrialServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static volatile boolean held;

    @Inject
    private transient SessionStore store;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        response.setContentType("text/plain");
        try {
            switch (request.getPathInfo()) {
                case "/set" -> session.setAttribute(request.getParameter("name"), request.getParameter("value"));
                case "/make" -> make(session, request.getParameter("class"));
                case "/fill" -> session.setAttribute(request.getParameter("name"), new byte[number(request, "bytes")]);
                case "/timeout" -> session.setMaxInactiveInterval(number(request, "seconds"));
                case "/attributes" -> response.getWriter().print(attributes(session));
                case "/increment" -> increment(session, number(request, "threads"), number(request, "times"));
                case "/hold" -> hold(session, request.getParameter("value"));
                case "/held" -> response.getWriter().print(held ? "yes" : "no");
                case "/release" -> release();
                case "/change-id" -> request.changeSessionId();
                case "/redirect" -> {
                    session.setAttribute("redirected", request.getParameter("to"));
                    response.sendRedirect(request.getParameter("to"));
                }
                default -> response.sendError(404);
            }
        } catch (ReflectiveOperationException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }

    private static String attributes(HttpSession session) {
        StringBuilder text = new StringBuilder();
        for (String name : new TreeSet<>(Collections.list(session.getAttributeNames()))) {
            text.append(name).append('=').append(session.getAttribute(name)).append('\n');
        }
        return text.toString();
    }

    private static void make(HttpSession session, String className) throws ReflectiveOperationException {
        session.setAttribute(
                "made", Class.forName(className).getDeclaredConstructor().newInstance());
    }

    /** Reads and changes the session, and is saved only when another request has released it. */
    private static void hold(HttpSession session, String value) throws InterruptedException {
        gate = new CountDownLatch(1);
        session.setAttribute("late", value);
        held = true;
        if (!gate.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody released it");
        }
    }

    private static void release() {
        held = false;
        gate.countDown();
    }

    private void increment(HttpSession session, int threads, int times) throws InterruptedException {
        SessionId id = SessionId.parse(session.getId()).orElseThrow();
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            running[i] = new Thread(() -> {
                for (int n = 0; n < times; n++) {
                    store.update(id, attributes -> {
                        attributes.set(
                                "count", attributes.get("count", Integer.class).orElse(0) + 1);
                        return null;
                    });
                }
            });
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
    }
}
