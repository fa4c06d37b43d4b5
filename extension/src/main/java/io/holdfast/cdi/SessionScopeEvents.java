package io.holdfast.cdi;

import io.holdfast.store.OpenSession;
import io.holdfast.web.SessionLifecycle;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;

/**
 * Fires the events of the session scope (CDI 4.0 section 2.4.12.2) and destroys the beans of an ended session, and of
 * its conversations, between {@code @BeforeDestroyed} and {@code @Destroyed}. Thread-safe.
 */
final class SessionScopeEvents implements SessionLifecycle {

    private static final System.Logger LOG = System.getLogger(SessionScopeEvents.class.getName());

    private final BeanManager beanManager;
    private final StoredBeans beans;
    private final Conversations conversations;
    private final CurrentRequest currentRequest;

    SessionScopeEvents(
            BeanManager beanManager, StoredBeans beans, Conversations conversations, CurrentRequest currentRequest) {
        this.beanManager = beanManager;
        this.beans = beans;
        this.conversations = conversations;
        this.currentRequest = currentRequest;
    }

    @Override
    public void saved(ServletRequest request) {
        conversations.saved(request);
    }

    @Override
    public void requestEnding(ServletRequest request) {
        conversations.requestEnding(request);
        currentRequest.requestEnding(request);
    }

    @Override
    public void created(HttpSession session) {
        fire(Initialized.Literal.of(SessionScoped.class), session);
    }

    @Override
    public void ending(HttpSession session) {
        conversations.sessionEnding();
    }

    @Override
    public void ended(HttpSession session, OpenSession open) {
        fireCalmly(BeforeDestroyed.Literal.of(SessionScoped.class), session);
        conversations.endAll(open);
        beans.destroyAll(SessionBeanStore.of(open));
    }

    @Override
    public void requestOver(HttpSession endedSession) {
        fire(Destroyed.Literal.of(SessionScoped.class), endedSession);
    }

    private void fireCalmly(Annotation moment, HttpSession session) {
        try {
            fire(moment, session);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "An observer of the end of a session failed; the end goes on", e);
        }
    }

    private void fire(Annotation moment, HttpSession session) {
        beanManager.getEvent().select(HttpSession.class, moment).fire(session);
    }
}
