package io.holdfast.example.status;

import io.holdfast.SessionUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * Shows a page where a visitor's session can be neither read nor saved. Without it Holdfast answers with a line of
 * text, as it does to scripts.
 */
@WebFilter({"/cart", "/visitor", "/leave", ""})
public class UnavailablePage extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !isUnavailable(e)) {
                throw e;
            }
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", 2);
            request.getRequestDispatcher("/WEB-INF/unavailable.jsp").forward(request, response);
        }
    }

    private static boolean isUnavailable(Throwable thrown) {
        return Stream.iterate(thrown, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .anyMatch(SessionUnavailableException.class::isInstance);
    }
}
