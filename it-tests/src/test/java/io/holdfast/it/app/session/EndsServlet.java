package io.holdfast.it.app.session;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells of which users this server was told that their session has ended. */
@WebListener
@WebServlet("/ends")
public class EndsServlet extends HttpServlet implements HttpSessionListener {

    private static final long serialVersionUID = 1L;
    private static final Queue<String> USERS = new ConcurrentLinkedQueue<>();

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        USERS.add("<" + event.getSession().getAttribute("name") + ">");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(String.join("", USERS));
    }
}
