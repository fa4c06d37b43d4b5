package io.holdfast.it.app.listeners;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Uses the session by way of the request that a listener keeps, and asks a listener what it knows. */
@WebServlet("/listeners/*")
public class ListenersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String COUNT = "counted by way of a listener";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getPathInfo()) {
                            case "/count" -> count(KeepingListener.KEPT.get().getSession());
                            case "/known" -> added().knows(request.getSession().getId());
                            case "/end" -> end(request.getSession());
                            default -> throw new IllegalArgumentException(request.getPathInfo());
                        });
    }

    private static int count(HttpSession session) {
        Integer before = (Integer) session.getAttribute(COUNT);
        int after = before == null ? 1 : before + 1;
        session.setAttribute(COUNT, after);
        return after;
    }

    private boolean end(HttpSession session) {
        String id = session.getId();
        session.invalidate();
        return added().knows(id);
    }

    private AddedListener added() {
        return (AddedListener) getServletContext().getAttribute(AddingListener.ADDED);
    }
}
