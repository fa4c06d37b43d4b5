package io.holdfast.cdi.conversation;

import jakarta.enterprise.context.Conversation;

/** OpenWebBeans makes its proxies of the bean's class, which has to be of this application. */
interface OwnConversation extends Conversation {}
