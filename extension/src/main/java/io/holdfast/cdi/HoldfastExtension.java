package io.holdfast.cdi;

import io.holdfast.cdi.bean.HoldfastSessionScoped;
import io.holdfast.cdi.bean.SessionBeans;
import io.holdfast.cdi.conversation.HoldfastConversationScoped;
import io.holdfast.login.LoginMechanisms;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.interceptor.Interceptor;

/**
 * Where the container meets Holdfast: one observer a lifecycle event. Registered as a service; not for applications.
 */
public class HoldfastExtension implements Extension {

    private static final int BEFORE_ALL = Interceptor.Priority.PLATFORM_BEFORE;
    private static final int AFTER_ALL = Interceptor.Priority.PLATFORM_AFTER;

    private final Deployment deployment;

    /** For the container. */
    public HoldfastExtension() {
        this(new Deployment(HoldfastExtension.class, NodeClients::configured));
    }

    HoldfastExtension(Deployment deployment) {
        this.deployment = deployment;
    }

    void keepLogins(@Observes ProcessAnnotatedType<?> event) {
        if (LoginMechanisms.isOne(event.getAnnotatedType().getJavaClass())) {
            event.configureAnnotatedType().add(LoginMechanisms.remembersLogin());
        }
    }

    void takeOver(@Observes ProcessBeanAttributes<?> event) {
        Class<?> scope = event.getBeanAttributes().getScope();
        if (scope == SessionScoped.class && deployment.concerns(event.getAnnotated())) {
            event.configureBeanAttributes().scope(HoldfastSessionScoped.class);
        } else if (scope == ConversationScoped.class && deployment.hasConversations(event.getAnnotated())) {
            event.configureBeanAttributes().scope(HoldfastConversationScoped.class);
        }
    }

    void remember(@Observes ProcessBean<?> event) {
        if (event.getBean().getScope() == HoldfastSessionScoped.class) {
            remember(event, deployment.sessionBeans());
        } else if (event.getBean().getScope() == HoldfastConversationScoped.class) {
            remember(event, deployment.conversationBeans());
        }
    }

    private static void remember(ProcessBean<?> event, SessionBeans beans) {
        beans.add(event.getBean(), event.getAnnotated());
        if (event instanceof ProcessSessionBean<?>) {
            beans.noteEjb(event.getBean());
        }
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
        deployment.configure(event, beanManager);
    }

    void start(@Observes @Priority(BEFORE_ALL) @Initialized(ApplicationScoped.class) Object application) {
        deployment.start(application);
    }

    /** As {@link Deployment#associateConversation}. */
    void associateConversation() {
        deployment.associateConversation();
    }

    void requestBegins(@Observes @Priority(BEFORE_ALL) @Initialized(RequestScoped.class) Object request) {
        deployment.requestBegins(request);
    }

    void requestEnds(@Observes @Priority(AFTER_ALL) @Destroyed(RequestScoped.class) Object request) {
        deployment.requestEnds(request);
    }

    void stop(@Observes BeforeShutdown event) {
        deployment.stop();
    }
}
