package io.holdfast.cdi.conversation;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;

/** Fires the events of the conversation scope. Thread-safe. */
final class ConversationEvents {

    private static final System.Logger LOG = System.getLogger(ConversationEvents.class.getName());

    private final BeanManager beanManager;

    ConversationEvents(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    void initialized(HttpServletRequest request) {
        fire(Initialized.Literal.CONVERSATION, request);
    }

    /**
     * Runs {@code destruction} between the events of it, whatever their observers throw.
     *
     * @param payload the request whose conversation it is, or the id of one that no request has
     */
    void around(Object payload, Runnable destruction) {
        fireCalmly(BeforeDestroyed.Literal.CONVERSATION, payload);
        destruction.run();
        fireCalmly(Destroyed.Literal.CONVERSATION, payload);
    }

    private void fireCalmly(Annotation moment, Object payload) {
        try {
            fire(moment, payload);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "An observer of the end of a conversation failed; the end goes on", e);
        }
    }

    private void fire(Annotation moment, Object payload) {
        beanManager.getEvent().select(moment).fire(payload);
    }
}
