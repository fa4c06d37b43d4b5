package io.holdfast.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A configured secret from which all keys of an application are derived. Immutable; never shows its bytes. */
public final class MasterKey {

    /** Bytes of every master key. */
    public static final int BYTES = 32;

    private static final byte[] SALT = "holdfast 2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FINGERPRINT = "fingerprint".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final byte[] derivation;
    private final int fingerprint;

    /**
     * @param name for messages and health data
     * @param bytes {@value #BYTES} of them, random; copied
     */
    public MasterKey(String name, byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes instead of " + BYTES);
        }
        this.name = name;
        this.derivation = Hkdf.extract(SALT, bytes);
        this.fingerprint = ByteBuffer.wrap(Hkdf.expand(derivation, FINGERPRINT, Integer.BYTES))
                .getInt();
    }

    /** The name that operators gave it. */
    public String name() {
        return name;
    }

    /** What it is recognised by in stored bytes; tells nothing of the key. */
    public int fingerprint() {
        return fingerprint;
    }

    /** The fingerprint in 8 hexadecimal digits. */
    public static String shown(int fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }

    /** Bytes for one purpose, which tell nothing of those for another. */
    byte[] derive(String purpose, String namespace, int length) {
        return Hkdf.expand(derivation, Info.of(purpose, namespace), length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MasterKey that && Arrays.equals(derivation, that.derivation);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(derivation);
    }

    @Override
    public String toString() {
        return name + " (fingerprint " + shown(fingerprint) + ")";
    }
}
