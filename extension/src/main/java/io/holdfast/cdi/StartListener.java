package io.holdfast.cdi;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.function.Consumer;

/**
 * Starts Holdfast with its web application on servers whose {@code @Initialized(ApplicationScoped.class)} comes without
 * the servlet context, as Payara's. On the others that event has started it.
 */
final class StartListener implements ServletContextListener {

    private final Consumer<? super ServletContext> start;

    StartListener(Consumer<? super ServletContext> start) {
        this.start = start;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        start.accept(event.getServletContext());
    }
}
