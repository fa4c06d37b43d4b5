package io.holdfast.cdi;

import jakarta.enterprise.context.Conversation;

/** As {@link CurrentRequest.Session}. */
interface OwnConversation extends Conversation {}
