package io.holdfast.cdi.conversation;

import io.holdfast.cdi.bean.BeanStore;
import io.holdfast.cdi.bean.StoredBeans;
import io.holdfast.store.OpenSession;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The long-running conversations of an application, in their sessions: what ends those that no request has.
 * Thread-safe.
 */
final class LongRunningConversations {

    private final StoredBeans beans;
    private final ConversationEvents events;
    private final Supplier<InstantSource> time;

    /** @param time asked for when the application runs */
    LongRunningConversations(StoredBeans beans, ConversationEvents events, Supplier<InstantSource> time) {
        this.beans = beans;
        this.events = events;
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

    private boolean isAlive(SessionConversations there, String id) {
        ConversationState state = there.state(id);
        return state != null && !state.isOver(time());
    }

    private void end(OpenSession session, SessionConversations there, String id) {
        events.around(id, () -> {
            beans.destroyAll(beanStore(session, there, id));
            there.remove(id);
        });
    }

    /** Where the beans of a conversation are. */
    static BeanStore beanStore(OpenSession session, SessionConversations there, String id) {
        return new BeanStore(session::making, there.beansOf(id));
    }
}
