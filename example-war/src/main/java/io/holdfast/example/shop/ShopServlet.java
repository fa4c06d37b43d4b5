package io.holdfast.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one page of the shop. */
@WebServlet("")
public class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("visitor", request.getSession().getAttribute("visitor"));
        request.setAttribute("products", Product.values());
        request.getRequestDispatcher("/WEB-INF/shop.jsp").forward(request, response);
    }
}
