package io.holdfast.cdi.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.OpenSession;

/** Conversations that nobody has used since the machine's clock began to count. */
public final class LongUnused {

    private LongUnused() {}

    /** @param timeoutMillis the conversation's, which this checks */
    public static void make(OpenSession session, String id, long timeoutMillis) {
        SessionConversations stored = new SessionConversations(session.conversations());
        assertThat(stored.state(id).timeoutMillis()).isEqualTo(timeoutMillis);
        stored.put(id, new ConversationState(timeoutMillis, 0));
    }
}
