package io.holdfast.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Mac;

/** The key derivation function HKDF with SHA-256 (RFC 5869), which the JDK has only from version 25 on. */
final class Hkdf {

    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /** A key of 32 bytes that holds all of what {@code keyMaterial} has of secrecy (RFC 5869, section 2.2). */
    static byte[] extract(byte[] salt, byte[] keyMaterial) {
        return new Hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt)
                .calculation()
                .doFinal(keyMaterial);
    }

    /** As many bytes as asked for, up to 8,160, for the purpose that {@code info} names (RFC 5869, section 2.3). */
    static byte[] expand(byte[] key, byte[] info, int length) {
        Mac mac = new Hmac(key).calculation();
        ByteBuffer out = ByteBuffer.allocate((length + HASH_BYTES - 1) / HASH_BYTES * HASH_BYTES);
        byte[] block = new byte[0];
        for (byte number = 1; out.hasRemaining(); number++) {
            mac.update(block);
            mac.update(info);
            mac.update(number);
            block = mac.doFinal();
            out.put(block);
        }
        return Arrays.copyOf(out.array(), length);
    }
}
