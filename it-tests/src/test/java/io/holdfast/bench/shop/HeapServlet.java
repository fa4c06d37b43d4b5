package io.holdfast.bench.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Collects all garbage, and shows how many bytes of objects are left. */
@WebServlet("/heap")
public class HeapServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        response.setContentType("text/plain");
        response.getWriter().print(runtime.totalMemory() - runtime.freeMemory());
    }
}
