package io.holdfast.session;

/** Bytes that are not a record this build can read and believe. Carries no stack trace, for anybody can cause it. */
public final class RecordUnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why the bytes cannot be read. */
    public enum Reason {
        /** They do not begin as a record does, or are of a format that had no seal. */
        NOT_A_RECORD,
        /** They were written by a newer Holdfast. */
        NEWER_FORMAT,
        /** They are sealed, as they say, under a key that is not configured here. */
        UNKNOWN_KEY,
        /** They were changed since, or belong to another session. */
        FORGED,
        /** They contradict themselves in spite of a good seal. */
        MALFORMED;

        /** Whether no server of this application, of whatever version, can have written them like this. */
        public boolean isGarbage() {
            return this == NOT_A_RECORD || this == FORGED;
        }
    }

    private final Reason reason;
    private final int fingerprint;

    RecordUnreadableException(Reason reason, int fingerprint) {
        super("record unreadable: " + reason, null, false, false);
        this.reason = reason;
        this.fingerprint = fingerprint;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Of the key that they say they are sealed under; of no meaning if they are {@link Reason#NOT_A_RECORD}. */
    public int fingerprint() {
        return fingerprint;
    }
}
