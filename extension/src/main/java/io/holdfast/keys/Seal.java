package io.holdfast.keys;

import io.holdfast.keys.NotAuthenticException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Seals bytes for one purpose: encrypts them and vouches for them, for the place where they lie and for what they are
 * for, with AES-256-GCM (NIST SP 800-38D). Thread-safe.
 *
 * <p>Equal bytes sealed under one key for one place are equal, so that copies can be compared without being opened: the
 * nonce is derived from what is sealed. Random nonces, and AES-GCM-SIV, which the JDK lacks, were turned down for that.
 * The layout is that of {@link SealHeader}.
 */
public final class Seal {

    /** How much longer sealed bytes are. */
    public static final int OVERHEAD = SealHeader.BYTES + AesGcm.TAG_BYTES;

    private final KeyChain keys;
    private final Purpose purpose;
    private final byte[] purposeName;

    /** @param purpose of all that is sealed and opened here */
    public Seal(KeyChain keys, Purpose purpose) {
        this.keys = keys;
        this.purpose = purpose;
        this.purposeName = purpose.name().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Seals {@code body} under the first key.
     *
     * @param place where it will lie; it opens nowhere else
     */
    public byte[] seal(String place, byte[] body) {
        return seal(keys.primary(), place, body);
    }

    /** As {@link #seal(String, byte[])}, under the key of that fingerprint, or the first if it is gone. */
    public byte[] sealUnder(int fingerprint, String place, byte[] body) {
        DerivedKeys former = keys.of(fingerprint);
        return seal(former == null ? keys.primary() : former, place, body);
    }

    private byte[] seal(DerivedKeys under, String place, byte[] body) {
        Subkey subkey = under.subkey(purpose, place);
        byte[] sealed = SealHeader.begin(under.master().fingerprint(), body.length);
        byte[] mac = subkey.headerMac(sealed, SealHeader.MAC_AT, SealHeader.MAC_BYTES);
        System.arraycopy(mac, 0, sealed, SealHeader.MAC_AT, mac.length);
        byte[] synthetic = subkey.synthetic(sealed, SealHeader.SYNTHETIC_AT, body, SealHeader.SYNTHETIC_BYTES);
        System.arraycopy(synthetic, 0, sealed, SealHeader.SYNTHETIC_AT, synthetic.length);
        byte[] nonce = SealHeader.nonce(sealed);
        subkey.cipher().seal(nonce, associated(place, sealed), body, sealed, SealHeader.BYTES);
        keys.noteUse(under);
        return sealed;
    }

    /**
     * What was sealed.
     *
     * @throws NotAuthenticException for all that was not sealed for this place and purpose under a key at hand
     */
    public byte[] open(String place, byte[] sealed) throws NotAuthenticException {
        if (!SealHeader.isThere(sealed)) {
            throw new NotAuthenticException(Reason.NOT_SEALED, 0);
        }
        int fingerprint = SealHeader.fingerprint(sealed);
        DerivedKeys under = keys.of(fingerprint);
        if (under == null) {
            throw new NotAuthenticException(Reason.UNKNOWN_KEY, fingerprint);
        }
        Subkey subkey = under.subkey(purpose, place);
        if (!SealHeader.isOfThisFormat(sealed)) {
            throw new NotAuthenticException(
                    isOfNewerFormat(subkey, sealed) ? Reason.NEWER_FORMAT : Reason.FORGED, fingerprint);
        }
        byte[] nonce = SealHeader.nonce(sealed);
        try {
            byte[] body = subkey.cipher().open(nonce, associated(place, sealed), sealed, SealHeader.BYTES);
            keys.noteUse(under);
            return body;
        } catch (AEADBadTagException e) {
            throw new NotAuthenticException(Reason.FORGED, fingerprint);
        }
    }

    private static boolean isOfNewerFormat(Subkey subkey, byte[] sealed) {
        byte[] there = Arrays.copyOfRange(sealed, SealHeader.MAC_AT, SealHeader.SYNTHETIC_AT);
        byte[] right = subkey.headerMac(sealed, SealHeader.MAC_AT, SealHeader.MAC_BYTES);
        return sealed[SealHeader.VERSION_AT] > SealHeader.VERSION && MessageDigest.isEqual(there, right);
    }

    /** All that the tag vouches for besides the body. */
    private byte[] associated(String place, byte[] sealed) {
        byte[] placeName = place.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(SealHeader.BYTES + purposeName.length + placeName.length)
                .put(sealed, 0, SealHeader.BYTES)
                .put(purposeName)
                .put(placeName)
                .array();
    }

    /** Tells sealed bytes of one place apart without opening them; the last 4 bytes of the synthetic value. */
    public static int digestOf(byte[] sealed) {
        return SealHeader.digest(sealed);
    }

    /** The fingerprint of the key under which they are sealed, as they say. */
    public static int fingerprintOf(byte[] sealed) {
        return SealHeader.fingerprint(sealed);
    }
}
