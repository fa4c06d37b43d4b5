package io.holdfast.example.status;

import io.holdfast.SessionUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Shows a page to a visitor whose session can be neither read nor saved; to scripts Holdfast itself answers, with a
 * line of text.
 */
@WebFilter("/*")
public class UnavailablePage extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !wantsPage(request) || !isUnavailable(e)) {
                throw e;
            }
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", 2);
            request.getRequestDispatcher("/WEB-INF/unavailable.jsp").forward(request, response);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("text/html");
    }

    private static boolean isUnavailable(Throwable thrown) {
        return Stream.iterate(thrown, Throwable::getCause)
                .takeWhile(Objects::nonNull)
                .anyMatch(SessionUnavailableException.class::isInstance);
    }
}
