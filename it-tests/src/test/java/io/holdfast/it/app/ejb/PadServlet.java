package io.holdfast.it.app.ejb;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code line=} is written on the pad; answers with what an attribute and the pad hold. */
@WebServlet("/pad")
public class PadServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Pad pad;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String line = request.getParameter("line");
        Object before = request.getSession().getAttribute("lines");
        String lines = (before == null ? "" : before) + line;
        request.getSession().setAttribute("lines", lines);
        response.getWriter().print(lines + " " + pad.write(line));
    }
}
