package io.holdfast.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where things are in sealed bytes, all big-endian: the magic {@code HF}, the format version, a zero, the fingerprint
 * of the key in 4 bytes, the length of the body in 4. A MAC of all these follows in 8 bytes. Then comes the synthetic
 * value in 16, of which the first 12 are the nonce and the last 4 the digest. Last come the body and a tag of 16 bytes.
 */
final class SealHeader {

    static final int VERSION_AT = 2;
    static final int FINGERPRINT_AT = 4;
    static final int LENGTH_AT = 8;
    static final int MAC_AT = 12;
    static final int MAC_BYTES = 8;
    static final int SYNTHETIC_AT = MAC_AT + MAC_BYTES;
    static final int SYNTHETIC_BYTES = 16;
    static final int DIGEST_AT = SYNTHETIC_AT + AesGcm.NONCE_BYTES;
    static final int BYTES = SYNTHETIC_AT + SYNTHETIC_BYTES;
    static final byte VERSION = 2;

    private static final short MAGIC = 'H' << 8 | 'F';

    private SealHeader() {}

    /** Room for all of it, with the fields before the MAC written. */
    static byte[] begin(int fingerprint, int bodyLength) {
        byte[] sealed = new byte[BYTES + bodyLength + AesGcm.TAG_BYTES];
        ByteBuffer out = ByteBuffer.wrap(sealed);
        out.putShort(MAGIC).put(VERSION).put((byte) 0);
        out.putInt(fingerprint).putInt(bodyLength);
        return sealed;
    }

    static boolean isThere(byte[] sealed) {
        return sealed.length >= BYTES + AesGcm.TAG_BYTES
                && ByteBuffer.wrap(sealed).getShort() == MAGIC
                && sealed[VERSION_AT] >= VERSION;
    }

    static int fingerprint(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt(FINGERPRINT_AT);
    }

    static byte[] nonce(byte[] sealed) {
        return Arrays.copyOfRange(sealed, SYNTHETIC_AT, DIGEST_AT);
    }

    static int digest(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt(DIGEST_AT);
    }

    static boolean isOfThisFormat(byte[] sealed) {
        return sealed[VERSION_AT] == VERSION
                && sealed[VERSION_AT + 1] == 0
                && ByteBuffer.wrap(sealed).getInt(LENGTH_AT) == sealed.length - BYTES - AesGcm.TAG_BYTES;
    }
}
