package io.holdfast.it.app.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says whom the container has logged in, logs in and out by the container, and ends the session. */
@WebServlet({"/user", "/login", "/logout", "/end", "/inside", "/asking"})
public class ResidentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getServletPath().equals("/asking") && !request.authenticate(response)) {
            return; // the container has answered
        }
        switch (request.getServletPath()) {
            case "/login" -> request.login(request.getParameter("name"), request.getParameter("password"));
            case "/logout" -> request.logout();
            case "/end" -> request.getSession().invalidate();
            default -> request.getSession();
        }
        response.setContentType("text/plain");
        response.getWriter().print(request.getRemoteUser());
    }
}
