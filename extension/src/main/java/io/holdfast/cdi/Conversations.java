package io.holdfast.cdi;

import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of an application: which one a request has, and what ends those that no request has. Thread-safe.
 */
final class Conversations {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StoredBeans beans;
    private final ConversationEvents events;
    private final RequestScope scope;
    private final Supplier<InstantSource> time;
    private final ConversationLocks locks = new ConversationLocks(PATIENCE);
    private final String requestAttribute = RequestConversation.class.getName() + "@" + System.identityHashCode(this);

    /** @param time asked for when the application runs */
    Conversations(StoredBeans beans, BeanManager beanManager, Supplier<InstantSource> time) {
        this.beans = beans;
        this.events = new ConversationEvents(beanManager);
        this.scope = new RequestScope(beanManager);
        this.time = time;
    }

    StoredBeans beans() {
        return beans;
    }

    ConversationEvents events() {
        return events;
    }

    InstantSource time() {
        return time.get();
    }

    ConversationLocks locks() {
        return locks;
    }

    /**
     * That of the request on this thread.
     *
     * @throws ContextNotActiveException where there is none
     */
    RequestConversation current() {
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
        RequestConversation created = new RequestConversation(this, request);
        request.container().setAttribute(requestAttribute, created);
        return created;
    }

    /** That of a request which has used it; else null. */
    private @Nullable RequestConversation of(ServletRequest request) {
        return request.getAttribute(requestAttribute) instanceof RequestConversation present ? present : null;
    }

    /** The request's changes are stored: another request may have its conversation. */
    void saved(ServletRequest request) {
        RequestConversation present = of(request);
        if (present != null) {
            present.giveBack();
        }
    }

    /** The request is over, and with it a conversation that is transient by now. */
    void requestEnding(ServletRequest request) {
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
    void sessionEnding() {
        RequestSession request = RequestSession.current();
        RequestConversation present = request == null ? null : of(request.container());
        if (present != null) {
            present.sessionEnding();
        }
    }

    /** Ends what is left of the conversations of an ended session. */
    void endAll(OpenSession ended) {
        SessionConversations left = new SessionConversations(ended.conversations());
        left.ids().forEach(id -> end(ended, left, id));
    }

    /** Ends the conversations of a session that timed out, and removes what is left of ended ones. */
    void endOver(OpenSession session) {
        SessionConversations there = new SessionConversations(session.conversations());
        for (String id : there.ids()) {
            if (!isAlive(there, id)) {
                end(session, there, id);
            }
        }
    }

    boolean isAlive(SessionConversations there, String id) {
        ConversationState state = there.state(id);
        return state != null && !state.isOver(time());
    }

    /** Ends a conversation that no request has. */
    void end(OpenSession session, SessionConversations there, String id) {
        events.around(id, () -> {
            beans.destroyAll(beanStore(session, there, id));
            there.remove(id);
        });
    }

    static StoredBeans.BeanStore beanStore(OpenSession session, SessionConversations there, String id) {
        return new StoredBeans.BeanStore(session::making, there.beansOf(id), null);
    }
}
