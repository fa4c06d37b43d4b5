package io.holdfast.cdi.conversation;

import org.jspecify.annotations.Nullable;

/** One request's lock on the conversation that it names. Thread-safe. */
final class ConversationLock {

    private final ConversationLocks locks;
    private ConversationLocks.@Nullable Key held;

    ConversationLock(ConversationLocks locks) {
        this.locks = locks;
    }

    /**
     * Whether the request has it by now, for which it may wait.
     *
     * @param session as the browser named it; null if it did not, and then nobody else can ask for the conversation
     */
    synchronized boolean tryAcquire(@Nullable String session, String conversation) {
        if (held != null || session == null) {
            return true;
        }
        ConversationLocks.Key key = new ConversationLocks.Key(session, conversation);
        if (locks.tryAcquire(key)) {
            held = key;
            return true;
        }
        return false;
    }

    /** Lets another request have it; does nothing if this one does not. */
    synchronized void release() {
        ConversationLocks.Key key = held;
        held = null;
        if (key != null) {
            locks.release(key);
        }
    }
}
