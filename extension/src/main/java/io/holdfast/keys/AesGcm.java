package io.holdfast.keys;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM with a tag of 128 bits (NIST SP 800-38D). A fresh {@link Cipher} each time: one that is kept refuses to seal
 * twice with one nonce, though it be for the same bytes.
 */
final class AesGcm {

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final Provider PROVIDER = provider();

    private AesGcm() {}

    /** The one that takes a key of 256 bits; to look through all providers each time costs a microsecond. */
    private static Provider provider() {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(new byte[NONCE_BYTES]));
            return cipher.getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no " + CIPHER + " for keys of 256 bits", e);
        }
    }

    private static GCMParameterSpec parameters(byte[] nonce) {
        return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
    }

    /** Writes {@code body} encrypted to {@code out}, from {@code at} on, and the tag behind it. */
    static void seal(SecretKeySpec key, byte[] nonce, byte[] associated, byte[] body, byte[] out, int at) {
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(body, 0, body.length, out, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot seal", e);
        }
    }

    /**
     * What was sealed; tag and all of it lie in {@code sealed} from {@code at} to the end.
     *
     * @throws AEADBadTagException for all else
     */
    static byte[] open(SecretKeySpec key, byte[] nonce, byte[] associated, byte[] sealed, int at)
            throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed, at, sealed.length - at);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot open what is sealed", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER, PROVIDER);
        cipher.init(mode, key, parameters(nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
