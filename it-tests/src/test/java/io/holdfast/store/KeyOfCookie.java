package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Tells under which key nodes hold the session of a cookie, for those who want to look there themselves. */
public final class KeyOfCookie {

    private final SessionKeys keys;

    public KeyOfCookie(String namespace, MasterKey key) {
        Keyset one = new Keyset(List.of(key));
        keys = new SessionKeys(new KeyChain(namespace, one, InstantSource.system()), new SecureRandom());
    }

    public String key(String cookie) {
        return keys.key(SessionId.parse(cookie).orElseThrow());
    }
}
