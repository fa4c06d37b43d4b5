package io.holdfast.it.trial;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names, from another application of the same server, the threads that the one under trial has. */
@WebServlet("/threads")
public class WatchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.removeIf(name -> !name.toLowerCase(Locale.ROOT).matches(".*(holdfast|xmemcached|yanf4j|reactor).*"));
        response.setContentType("text/plain");
        response.getWriter().print(names);
    }
}
