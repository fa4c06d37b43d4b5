package io.holdfast.cdi.conversation;

import io.holdfast.cdi.bean.BeanId;
import io.holdfast.cdi.bean.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code @Inject Conversation} gets; it finds the request at each call, as {@link CurrentRequest} does. */
final class CurrentConversation implements OwnConversation {

    private final Supplier<RequestConversation> current;

    CurrentConversation(Supplier<RequestConversation> current) {
        this.current = current;
    }

    /** A bean of ours beside the container's, for injection to prefer. */
    static void addBean(AfterBeanDiscovery event, CurrentConversation current) {
        event.<Conversation>addBean()
                .beanClass(OwnConversation.class)
                .id(BeanId.of(Conversation.class))
                .types(Conversation.class, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .name("jakarta.enterprise.context.conversation")
                .scope(ApplicationScoped.class)
                .alternative(true)
                .priority(1)
                .createWith(creational -> current);
    }

    @Override
    public void begin() {
        current.get().begin(null);
    }

    @Override
    public void begin(String id) {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A conversation needs an id that is not empty");
        }
        current.get().begin(id);
    }

    @Override
    public void end() {
        current.get().end();
    }

    @Override
    public @Nullable String getId() {
        return current.get().id();
    }

    @Override
    public long getTimeout() {
        return current.get().timeoutMillis();
    }

    @Override
    public void setTimeout(long milliseconds) {
        current.get().setTimeoutMillis(milliseconds);
    }

    @Override
    public boolean isTransient() {
        return current.get().id() == null;
    }
}
