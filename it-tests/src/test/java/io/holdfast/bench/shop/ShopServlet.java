package io.holdfast.bench.shop;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Begins sessions, shows and changes them; with {@code ?bean} a session bean beside. Who comes to see or change without
 * a session that was begun is turned away with 409.
 */
@WebServlet("/shop/*")
public class ShopServlet extends HttpServlet {

    static final AtomicLong ANSWERED = new AtomicLong();

    private static final long serialVersionUID = 1L;

    @Inject
    private Visits visits;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        switch (request.getPathInfo()) {
            case "/begin" -> begin(request.getSession(), request);
            case "/login" -> {
                login(request);
                response.getWriter().print("welcome");
            }
            case "/read" -> show(request, response);
            case "/hit" -> {
                change(request);
                show(request, response);
            }
            default -> response.sendError(404);
        }
        ANSWERED.incrementAndGet();
    }

    private static void begin(HttpSession session, HttpServletRequest request) throws IOException {
        int bytes = Integer.parseInt(request.getParameter("bytes"));
        List<Item> cart = new ArrayList<>();
        Map<String, Item> favourites = new HashMap<>();
        for (int number = 0; serialized(cart) + serialized(favourites) < bytes; number++) {
            cart.add(new Item(2 * number));
            Item favourite = new Item(2 * number + 1);
            favourites.put(favourite.name(), favourite);
        }
        session.setAttribute("user", request.getParameter("user"));
        session.setAttribute("cart", cart);
        session.setAttribute("favourites", favourites);
        session.setAttribute("changes", 0);
    }

    private static int serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.size();
    }

    /** Ends the session of the login before, so that there are no more of them in the end than in the beginning. */
    private static void login(HttpServletRequest request) {
        HttpSession last = request.getSession(false);
        if (last != null) {
            last.invalidate();
        }
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute("user", "somebody");
    }

    private void change(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        List<Item> cart = cart(session);
        if (cart != null) {
            int changes = (Integer) session.getAttribute("changes");
            Item item = cart.get(changes % cart.size());
            item.addOne();
            session.setAttribute("cart", cart);
            session.setAttribute("changes", changes + 1);
            if (isWithBean(request)) {
                visits.add(item.name());
            }
        }
    }

    /** How often it was changed comes first, then whose it is. */
    private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        List<Item> cart = cart(session);
        if (cart == null) {
            response.sendError(409);
            return;
        }
        long total = cart.stream().mapToLong(Item::price).sum();
        long wished =
                favourites(session).values().stream().mapToLong(Item::price).sum();
        String seen = isWithBean(request) ? " " + visits.count() : "";
        response.getWriter()
                .print(session.getAttribute("changes") + " " + session.getAttribute("user") + " " + total + " " + wished
                        + seen);
    }

    private static boolean isWithBean(HttpServletRequest request) {
        return "bean".equals(request.getQueryString());
    }

    @SuppressWarnings("unchecked")
    private static List<Item> cart(HttpSession session) {
        return session == null ? null : (List<Item>) session.getAttribute("cart");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Item> favourites(HttpSession session) {
        return (Map<String, Item>) session.getAttribute("favourites");
    }
}
