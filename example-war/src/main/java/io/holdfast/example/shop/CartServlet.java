package io.holdfast.example.shop;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts a product into the cart or takes one out. */
@WebServlet("/cart")
public class CartServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Cart cart;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Product.named(request.getParameter("add")).ifPresent(cart::add);
        Product.named(request.getParameter("take")).ifPresent(cart::takeOut);
        response.sendRedirect("./");
    }
}
