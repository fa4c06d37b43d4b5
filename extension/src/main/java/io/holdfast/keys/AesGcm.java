package io.holdfast.keys;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM with a tag of 128 bits (NIST SP 800-38D) under one key. Thread-safe.
 *
 * <p>One {@link Cipher}, of some 700 bytes, is kept for who comes next. A fresh one each time would expand the key each
 * time, which takes 3 KB.
 */
final class AesGcm {

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final Provider PROVIDER = provider();

    private final SecretKeySpec key;
    private final AtomicReference<@Nullable Idle> idle = new AtomicReference<>();

    /** @param lastNonce under which it sealed; empty if it never did */
    private record Idle(Cipher cipher, byte[] lastNonce) {}

    AesGcm(SecretKeySpec key) {
        this.key = key;
    }

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
    void seal(byte[] nonce, byte[] associated, byte[] body, byte[] out, int at) {
        try {
            Idle taken = take();
            // It would refuse to seal twice with one nonce, though it be for the same bytes.
            Cipher cipher = Arrays.equals(taken.lastNonce, nonce) ? fresh() : taken.cipher;
            begin(cipher, Cipher.ENCRYPT_MODE, nonce, associated).doFinal(body, 0, body.length, out, at);
            idle.set(new Idle(cipher, nonce));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot seal", e);
        }
    }

    /**
     * What was sealed; tag and all of it lie in {@code sealed} from {@code at} to the end.
     *
     * @throws AEADBadTagException for all else
     */
    byte[] open(byte[] nonce, byte[] associated, byte[] sealed, int at) throws AEADBadTagException {
        try {
            Idle taken = take();
            byte[] body =
                    begin(taken.cipher, Cipher.DECRYPT_MODE, nonce, associated).doFinal(sealed, at, sealed.length - at);
            idle.set(taken);
            return body;
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot open what is sealed", e);
        }
    }

    /** One that failed is not put back: nobody says in what state it is. */
    private Idle take() throws GeneralSecurityException {
        Idle taken = idle.getAndSet(null);
        return taken == null ? new Idle(fresh(), new byte[0]) : taken;
    }

    private static Cipher fresh() throws GeneralSecurityException {
        return Cipher.getInstance(CIPHER, PROVIDER);
    }

    private Cipher begin(Cipher cipher, int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        cipher.init(mode, key, parameters(nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
