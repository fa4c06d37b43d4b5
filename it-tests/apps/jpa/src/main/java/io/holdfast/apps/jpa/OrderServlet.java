package io.holdfast.apps.jpa;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code do=begin}, {@code do=add&article=}, anything else shows; an order is in an attribute and in a bean. */
@WebServlet("/order")
public class OrderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Orders orders;

    @Inject
    private Basket basket;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String what = String.valueOf(request.getParameter("do"));
        if (what.equals("begin")) {
            basket.keep(orders.read(orders.begin("Ada", List.of("tea", "milk"))));
            long other = orders.begin("Bob", List.of("salt"));
            request.getSession().setAttribute("order", orders.read(other));
            request.getSession().setAttribute("alone", orders.readAlone(other));
        } else if (what.equals("add")) {
            ((Purchase) request.getSession().getAttribute("order")).add(request.getParameter("article"));
            basket.order().add(request.getParameter("article"));
        }
        response.setContentType("text/plain");
        response.getWriter().print(inWords(request));
    }

    private String inWords(HttpServletRequest request) {
        Purchase order = (Purchase) request.getSession().getAttribute("order");
        Purchase alone = (Purchase) request.getSession().getAttribute("alone");
        return basket.order().inWords() + "\n" + order.inWords() + "\n"
                + alone.getClass().getSimpleName();
    }
}
