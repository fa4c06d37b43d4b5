package io.holdfast.it.app.conversation;

import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does to the conversation what the last part of the path says. */
@WebServlet("/trip/*")
public class TripServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Trip trip;

    @Inject
    private transient TripLog log;

    @Inject
    private transient BeanManager beans;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(answer(request));
    }

    private String answer(HttpServletRequest request) {
        String stop = request.getParameter("stop");
        return switch (request.getPathInfo()) {
            case "/begin" -> begin(stop);
            case "/add" -> add(stop);
            case "/end" -> end();
            case "/logout" -> logout(request);
            case "/log" -> log.take();
            default -> byName().isTransient() ? "transient" : "long-running " + byName().getId();
        };
    }

    private String begin(String stop) {
        trip.add(stop);
        return trip.begin();
    }

    private String add(String stop) {
        try {
            trip.add(stop);
            return trip.getStops();
        } catch (NonexistentConversationException e) {
            trip.add(stop);
            return "nonexistent, then " + trip.getStops();
        }
    }

    private String end() {
        trip.end();
        return trip.getStops();
    }

    private String logout(HttpServletRequest request) {
        request.getSession().invalidate();
        return trip.getStops();
    }

    private Conversation byName() {
        Bean<?> bean = beans.resolve(beans.getBeans("jakarta.enterprise.context.conversation"));
        return (Conversation) beans.getReference(bean, Conversation.class, beans.createCreationalContext(bean));
    }
}
