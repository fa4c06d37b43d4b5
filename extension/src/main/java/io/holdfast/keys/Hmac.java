package io.holdfast.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104). */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** A calculation under {@code key}, ready to be fed; not thread-safe. */
    static Mac of(byte[] key) {
        return of(new SecretKeySpec(key, ALGORITHM));
    }

    /** As {@link #of(byte[])}, for keys that are used again and again. */
    static Mac of(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is required of every Java platform", e);
        }
    }

    static SecretKeySpec key(byte[] bytes, int from, int length) {
        return new SecretKeySpec(bytes, from, length, ALGORITHM);
    }
}
