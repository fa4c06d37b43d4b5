package io.holdfast.it.app.session;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * The example's {@code api}, with nothing but servlets and CDI: {@code login}, {@code hit}, {@code read},
 * {@code logout}, by attributes or, with {@code api=cdi}, by a session bean.
 */
@WebServlet("/api/*")
public class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Account bean;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isBean = "cdi".equals(request.getParameter("api"));
        switch (request.getPathInfo()) {
            case "/login" -> login(request, isBean);
            case "/hit" -> hit(request.getSession(false), isBean);
            case "/read" -> {}
            case "/logout" -> logout(request);
            default -> response.sendError(404);
        }
        response.setContentType("application/json");
        response.getWriter().print(show(request.getSession(false), isBean));
    }

    private void login(HttpServletRequest request, boolean isBean) {
        logout(request);
        String user = request.getParameter("user");
        HttpSession session = request.getSession();
        if (isBean) {
            bean.login(user);
        } else {
            session.setAttribute("user", user);
            session.setAttribute("counter", 0);
        }
    }

    private void hit(HttpSession session, boolean isBean) {
        if (session == null) {
            return;
        }
        if (!isBean) {
            session.setAttribute("counter", (Integer) session.getAttribute("counter") + 1);
        } else if (bean.user() != null) {
            bean.hit();
        }
    }

    private static void logout(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private String show(HttpSession session, boolean isBean) {
        Object user = null;
        Object counter = 0;
        if (session != null) {
            user = isBean ? bean.user() : session.getAttribute("user");
            counter = isBean ? Integer.valueOf(bean.counter()) : session.getAttribute("counter");
        }
        return "{\"user\":" + (user == null ? "null" : "\"" + user + "\"") + ",\"counter\":" + counter + "}";
    }
}
