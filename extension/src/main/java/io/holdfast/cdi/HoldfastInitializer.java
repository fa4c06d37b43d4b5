package io.holdfast.cdi;

import io.holdfast.cdi.conversation.Conversations;
import io.holdfast.web.Registrar;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the servlet container meets Holdfast. Registered as a service; not for applications. */
@HandlesTypes({
    HttpSessionListener.class,
    HttpSessionAttributeListener.class,
    HttpSessionIdListener.class,
    WebListener.class
})
public final class HoldfastInitializer implements ServletContainerInitializer {

    /** For the container. */
    public HoldfastInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
        if (!Registrar.isRegistered(context)) {
            Registrar.register(context, found);
            context.addListener(
                    new StartListener(started -> extension().ifPresent(extension -> extension.start(started))));
            Conversations.prepare(context, () -> extension().ifPresent(HoldfastExtension::associateConversation));
        }
    }

    /** Empty if there is no CDI, which is told to whoever asks for a session. */
    private static Optional<HoldfastExtension> extension() {
        try {
            return Optional.of(CDI.current().getBeanManager().getExtension(HoldfastExtension.class));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
