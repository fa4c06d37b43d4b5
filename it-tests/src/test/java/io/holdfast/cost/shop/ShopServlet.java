package io.holdfast.cost.shop;

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

/** Begins sessions, shows and changes them. Who comes without a session that was begun is turned away with 409. */
@WebServlet("/shop/*")
public class ShopServlet extends HttpServlet {

    static final AtomicLong ANSWERED = new AtomicLong();

    private static final long serialVersionUID = 1L;

    @Inject
    private Visits visits;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession("/begin".equals(request.getPathInfo()));
        response.setContentType("text/plain");
        switch (request.getPathInfo()) {
            case "/begin" -> begin(session, Integer.parseInt(request.getParameter("bytes")));
            case "/read" -> show(session, response);
            case "/change" -> {
                change(session);
                show(session, response);
            }
            default -> response.sendError(404);
        }
        ANSWERED.incrementAndGet();
    }

    private static void begin(HttpSession session, int bytes) throws IOException {
        List<Item> cart = new ArrayList<>();
        Map<String, Item> favourites = new HashMap<>();
        for (int number = 0; serialized(cart) + serialized(favourites) < bytes; number++) {
            cart.add(new Item(2 * number));
            Item favourite = new Item(2 * number + 1);
            favourites.put(favourite.name(), favourite);
        }
        session.setAttribute("user", "somebody");
        session.setAttribute("cart", cart);
        session.setAttribute("favourites", favourites);
    }

    private static int serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.size();
    }

    private void change(HttpSession session) {
        List<Item> cart = cart(session);
        if (cart != null) {
            Item item = cart.get(visits.count() % cart.size());
            item.addOne();
            session.setAttribute("cart", cart);
            visits.add(item.name());
        }
    }

    /** How often it was changed comes first. */
    private void show(HttpSession session, HttpServletResponse response) throws IOException {
        List<Item> cart = cart(session);
        if (cart == null) {
            response.sendError(409);
            return;
        }
        long total = cart.stream().mapToLong(Item::price).sum();
        long wished =
                favourites(session).values().stream().mapToLong(Item::price).sum();
        response.getWriter().print(visits.count() + " " + session.getAttribute("user") + " " + total + " " + wished);
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
