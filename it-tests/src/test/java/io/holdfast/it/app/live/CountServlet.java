package io.holdfast.it.app.live;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Reads a number and writes a greater one, under the lock that the last part of the path says. */
@WebServlet("/count/*")
public class CountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String COUNT = "count";

    @Inject
    private Tally tally;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        int more = Integer.parseInt(request.getParameter("add"));
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getPathInfo()) {
                            case "/session" -> add(session, more);
                            case "/bean" -> tally.add(more);
                            default -> throw new IllegalArgumentException(request.getPathInfo());
                        });
    }

    private static int add(HttpSession session, int more) {
        synchronized (session) {
            Integer before = (Integer) session.getAttribute(COUNT);
            Busy.forAMoment();
            int after = (before == null ? 0 : before) + more;
            if (more != 0) {
                session.setAttribute(COUNT, after);
            }
            return after;
        }
    }
}
