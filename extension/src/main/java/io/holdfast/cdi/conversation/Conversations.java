package io.holdfast.cdi.conversation;

import io.holdfast.cdi.bean.RequestScope;
import io.holdfast.cdi.bean.SessionBeans;
import io.holdfast.cdi.bean.StoredBeanContext;
import io.holdfast.cdi.bean.StoredBeans;
import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The conversations of an application, and which of them a request has. Thread-safe. */
public final class Conversations {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BeanManager beanManager;
    private final StoredBeans beans;
    private final LongRunningConversations longRunning;
    private final RequestScope scope;
    private final ConversationLocks locks = new ConversationLocks(PATIENCE);
    private final String requestAttribute = RequestConversation.class.getName() + "@" + System.identityHashCode(this);

    /**
     * @param beans those that conversations have
     * @param time asked for when the application runs
     */
    public Conversations(SessionBeans beans, BeanManager beanManager, Supplier<InstantSource> time) {
        this.beanManager = beanManager;
        this.beans = new StoredBeans(beans);
        this.longRunning = new LongRunningConversations(this.beans, new ConversationEvents(beanManager), time);
        this.scope = new RequestScope(beanManager);
    }

    /**
     * Makes a web application ready before its first request: the container keeps no conversations of its own.
     *
     * @param associate finds out which conversation this thread's request has, as {@link #associate}
     */
    public static void prepare(ServletContext context, Runnable associate) {
        BuiltInConversations.disable(context);
        ConversationFilter.follow(context, associate);
    }

    /** Has the container know the context and what {@code @Inject Conversation} gets. */
    public void addBeans(AfterBeanDiscovery event) {
        event.addContext(new StoredBeanContext(
                HoldfastConversationScoped.class,
                beans,
                create -> () -> current().beanStore()));
        CurrentConversation current = new CurrentConversation(this::current);
        if (!BuiltInConversations.answerWith(current, event, beanManager)) {
            CurrentConversation.addBean(event, current);
        }
    }

    /**
     * The application starts.
     *
     * @param server as {@link StoredBeans#runsOn}
     */
    public void startOn(String server) {
        BuiltInConversations.renameParameter(beanManager);
        beans.runsOn(server);
    }

    /**
     * Finds out now which conversation this thread's request has.
     *
     * @throws NonexistentConversationException at the first call, if its {@code cid} names none of the session
     * @throws BusyConversationException at the first call, if another request has it
     * @throws ContextNotActiveException if there is no request
     */
    public void associate() {
        current().associate();
    }

    /**
     * That of the request on this thread.
     *
     * @throws ContextNotActiveException if there is none
     */
    private RequestConversation current() {
        RequestSession request = RequestSession.current();
        if (request == null) {
            throw new ContextNotActiveException(
                    "There is no conversation here: it can be used on the threads of a" + " request");
        }
        RequestConversation present = of(request.container());
        return present == null ? create(request) : present;
    }

    private synchronized RequestConversation create(RequestSession request) {
        RequestConversation present = of(request.container());
        if (present != null) {
            return present;
        }
        RequestConversation created = new RequestConversation(longRunning, new ConversationLock(locks), request);
        request.container().setAttribute(requestAttribute, created);
        return created;
    }

    /** That of a request which has used it; else null. */
    private @Nullable RequestConversation of(ServletRequest request) {
        return request.getAttribute(requestAttribute) instanceof RequestConversation present ? present : null;
    }

    /** The request's changes are stored: another request may have its conversation. */
    public void saved(ServletRequest request) {
        RequestConversation present = of(request);
        if (present != null) {
            present.giveBack();
        }
    }

    /** The request is over, and with it a conversation that is transient by now. */
    public void requestEnding(ServletRequest request) {
        RequestConversation present = of(request);
        if (present != null) {
            present.giveBack();
            if (present.endsWithRequest()) {
                scope.run(present::destroy);
            }
            request.removeAttribute(requestAttribute);
        }
    }

    /** The session of this thread's request is about to end. */
    public void sessionEnding() {
        RequestSession request = RequestSession.current();
        RequestConversation present = request == null ? null : of(request.container());
        if (present != null) {
            present.sessionEnding();
        }
    }

    /** Ends what is left of the conversations of an ended session. */
    public void endAll(OpenSession ended) {
        longRunning.endAll(ended);
    }
}
