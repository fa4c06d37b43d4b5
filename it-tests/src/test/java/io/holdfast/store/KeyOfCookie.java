package io.holdfast.store;

import io.holdfast.session.SessionId;

/** Tells under which key nodes hold the session of a cookie, for those who want to look there themselves. */
public final class KeyOfCookie {

    private final SessionKeys keys;

    public KeyOfCookie(String namespace, String secret) {
        keys = new SessionKeys(namespace, secret);
    }

    public String key(String cookie) {
        return keys.key(SessionId.parse(cookie).orElseThrow());
    }
}
