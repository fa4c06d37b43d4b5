package io.holdfast.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. Thread-safe.
 *
 * <p>Calculations begin as a clone of one that has taken in the key: to find the algorithm and hash the key each time
 * takes as long as all else.
 */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Mac begun;

    Hmac(byte[] key) {
        this(key, 0, key.length);
    }

    Hmac(byte[] bytes, int from, int length) {
        this.key = new SecretKeySpec(bytes, from, length, ALGORITHM);
        this.begun = begin(key);
    }

    private static Mac begin(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is required of every Java platform", e);
        }
    }

    /** A calculation under the key, ready to be fed; not thread-safe. */
    Mac calculation() {
        try {
            return (Mac) begun.clone();
        } catch (CloneNotSupportedException e) {
            return begin(key); // a provider need not support it
        }
    }
}
