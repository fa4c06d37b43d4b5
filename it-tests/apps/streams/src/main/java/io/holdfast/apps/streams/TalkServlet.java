package io.holdfast.apps.streams;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code say=} adds to the list, {@code do=leave} ends the session; answers with the list. */
@WebServlet("/said")
public class TalkServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if ("leave".equals(request.getParameter("do"))) {
            request.getSession().invalidate();
            response.getWriter().print("left");
            return;
        }
        String message = request.getParameter("say");
        response.getWriter().print(Talk.say(request.getSession(), message == null ? "" : message));
    }
}
