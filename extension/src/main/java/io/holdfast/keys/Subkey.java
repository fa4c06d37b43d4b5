package io.holdfast.keys;

import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one session's records for one purpose. A key a session bounds what is sealed under it: NIST SP 800-38D
 * allows 2^32 seals with nonces as good as random, which one key for a cluster uses up in days.
 */
final class Subkey {

    static final int BYTES = 64;
    private static final int HALF = BYTES / 2;
    private static final byte HEADER_LABEL = 1;
    private static final byte NONCE_LABEL = 2;

    private final AesGcm cipher;
    private final Hmac mac;

    Subkey(byte[] bytes) {
        this.cipher = new AesGcm(new SecretKeySpec(bytes, 0, HALF, "AES"));
        this.mac = new Hmac(bytes, HALF, HALF);
    }

    AesGcm cipher() {
        return cipher;
    }

    /** Vouches for the fields of a header, whatever its format. */
    byte[] headerMac(byte[] fields, int length, int macBytes) {
        Mac hmac = mac.calculation();
        hmac.update(HEADER_LABEL);
        hmac.update(fields, 0, length);
        return Arrays.copyOf(hmac.doFinal(), macBytes);
    }

    /** A nonce that is the same for the same plaintext only (in the spirit of RFC 5297, SIV). */
    byte[] synthetic(byte[] header, int headerLength, byte[] body, int bytes) {
        Mac hmac = mac.calculation();
        hmac.update(NONCE_LABEL);
        hmac.update(header, 0, headerLength);
        hmac.update(body);
        return Arrays.copyOf(hmac.doFinal(), bytes);
    }
}
