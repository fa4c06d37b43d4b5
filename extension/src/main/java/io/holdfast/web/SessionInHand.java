package io.holdfast.web;

import io.holdfast.store.OpenSession;

/**
 * A session as one request has it.
 *
 * @param session what the application sees, the same for all requests of this server
 * @param open this request's unit of work on it
 */
record SessionInHand(HoldfastHttpSession session, OpenSession open) {

    boolean isUsable() {
        return session.isUsable();
    }
}
