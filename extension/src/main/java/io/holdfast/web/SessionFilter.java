package io.holdfast.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first filter of the application, for every kind of dispatch: gives requests their session. Thread-safe. */
final class SessionFilter implements Filter {

    private volatile @Nullable ServletContext context;

    @Override
    public void init(FilterConfig config) {
        context = config.getServletContext();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        ServletSessions sessions = ServletSessions.of(Objects.requireNonNull(context));
        if (sessions == null) {
            chain.doFilter(new SessionlessRequest(http), answer);
        } else {
            sessions.sessionOf(http).requestLifecycle().dispatch(http, answer, chain);
        }
    }
}
