package io.holdfast.keys;

/**
 * Bytes that no key at hand has sealed for this purpose and place. Carries no stack trace, for anybody can cause it.
 */
public final class NotAuthenticException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why they are not believed. */
    public enum Reason {
        /** They do not begin as sealed bytes do, or are of a format before the sealed ones. */
        NOT_SEALED,
        /** A later format, under a key that is known: it vouches for the header. */
        NEWER_FORMAT,
        /** Sealed, they say, under a key that is not known here. */
        UNKNOWN_KEY,
        /** They were changed, or sealed for another session or purpose. */
        FORGED
    }

    private final Reason reason;
    private final int fingerprint;

    NotAuthenticException(Reason reason, int fingerprint) {
        super("not authentic: " + reason, null, false, false);
        this.reason = reason;
        this.fingerprint = fingerprint;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The fingerprint that the bytes name; of no meaning if they are {@link Reason#NOT_SEALED}. */
    public int fingerprint() {
        return fingerprint;
    }
}
