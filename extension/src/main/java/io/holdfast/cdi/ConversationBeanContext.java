package io.holdfast.cdi;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The context of conversation beans: they live in the conversation of this thread's request. Thread-safe. */
final class ConversationBeanContext implements AlterableContext {

    private final Conversations conversations;

    ConversationBeanContext(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return HoldfastConversationScoped.class;
    }

    @Override
    public boolean isActive() {
        return RequestSession.current() != null;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return get(contextual, null);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creational) {
        return conversations.beans().get(() -> conversations.current().home(), contextual, creational);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        conversations.beans().destroy(conversations.current().home(), contextual);
    }
}
