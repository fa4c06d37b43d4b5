package io.holdfast.it.app.live;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does to the objects of a session what the last part of the path says. */
@WebServlet("/objects/*")
public class ObjectsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String KEPT = "a session that is kept beyond its request";

    @Inject
    private transient Seen seen;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(answer(request));
    }

    private String answer(HttpServletRequest request) {
        return switch (request.getPathInfo()) {
            case "/two-names" -> twoNames(request.getSession());
            case "/add" -> add(request.getSession(), request.getParameter("item"));
            case "/shown" -> show(request.getSession());
            case "/seen" -> seen(request.getSession());
            case "/keep" -> keep(request.getSession());
            case "/kept" -> kept(request.getServletContext());
            case "/end" -> end(request.getSession());
            default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    }

    private static String twoNames(HttpSession session) {
        List<String> one = new ArrayList<>();
        session.setAttribute("a", one);
        session.setAttribute("b", one);
        return show(session);
    }

    @SuppressWarnings("unchecked")
    private static String add(HttpSession session, String item) {
        ((List<String>) session.getAttribute("a")).add(item);
        return show(session);
    }

    private static String show(HttpSession session) {
        Object b = session.getAttribute("b");
        return (session.getAttribute("a") == b ? "one object " : "two objects ") + b;
    }

    private String seen(HttpSession session) {
        Object thing = session.getAttribute("thing");
        if (thing == null) {
            thing = new ArrayList<>();
            session.setAttribute("thing", thing);
        }
        return "session " + seen.note("session " + session.getId(), session) + ", attribute "
                + seen.note("attribute " + session.getId(), thing);
    }

    private static String keep(HttpSession session) {
        session.setAttribute("word", "kept");
        session.getServletContext().setAttribute(KEPT, session);
        return "kept";
    }

    private static String kept(ServletContext context) {
        try {
            return (String) ((HttpSession) context.getAttribute(KEPT)).getAttribute("word");
        } catch (IllegalStateException e) {
            return "ended";
        }
    }

    private static String end(HttpSession session) {
        session.invalidate();
        return "ended";
    }
}
