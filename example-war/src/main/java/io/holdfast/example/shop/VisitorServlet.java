package io.holdfast.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Remembers the visitor's name. */
@WebServlet("/visitor")
public class VisitorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 40;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name =
                Objects.requireNonNullElse(request.getParameter("name"), "").strip();
        if (!name.isEmpty() && name.length() <= LONGEST_NAME) {
            request.getSession().setAttribute("visitor", name);
        }
        response.sendRedirect("./");
    }
}
