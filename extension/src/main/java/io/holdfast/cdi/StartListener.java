package io.holdfast.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;

/**
 * Starts Holdfast with its web application on servers whose {@code @Initialized(ApplicationScoped.class)} comes without
 * the servlet context, as Payara's; on the others it has been started by that.
 */
final class StartListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        extension().ifPresent(extension -> extension.start(event.getServletContext()));
    }

    /** Empty where there is no CDI, which is told to whoever asks for a session. */
    static Optional<HoldfastExtension> extension() {
        try {
            return Optional.of(CDI.current().getBeanManager().getExtension(HoldfastExtension.class));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
