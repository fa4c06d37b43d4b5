package io.holdfast.apps.primefaces;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * MyFaces stores messages of the flash after the redirection, which Undertow sends at once: the next page may miss
 * them.
 */
@WebFilter("*.xhtml")
public final class RedirectionLast extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Held held = new Held(response);
        chain.doFilter(request, held);
        if (held.location != null) {
            response.sendRedirect(held.location);
        }
    }

    private static final class Held extends HttpServletResponseWrapper {

        private @Nullable String location;

        Held(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String to) {
            location = to;
        }
    }
}
