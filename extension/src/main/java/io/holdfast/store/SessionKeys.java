package io.holdfast.store;

import io.holdfast.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives the memcached key of a session: the first 192 bits of the HMAC-SHA-256 (RFC 2104) of namespace and id, so that
 * whoever reads a node's keys holds no id. Thread-safe.
 */
public final class SessionKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "hf:";
    private static final int BYTES = 24;

    private final SecretKeySpec secret;
    private final byte[] namespace;

    /**
     * @param namespace keeps the sessions of applications apart
     * @param secret the same on all servers of the application; not empty
     */
    public SessionKeys(String namespace, String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.namespace = (namespace + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** An id that stands for that of a session of which only the key is known, and opens nothing. */
    SessionId standIn(String key) {
        return SessionId.parse(key.substring(PREFIX.length())).orElseThrow();
    }

    String key(SessionId id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(namespace);
            byte[] hash = mac.doFinal(id.value().getBytes(StandardCharsets.US_ASCII));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is required of every Java platform", e);
        }
    }
}
