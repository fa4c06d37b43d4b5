package io.holdfast.session;

/** Bytes that are not a record this build can read; they are neither a live session nor its absence. */
public final class RecordUnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why the bytes cannot be read. */
    public enum Reason {
        /** They do not begin as a record does. */
        NOT_A_RECORD,
        /** They were written by a newer Holdfast. */
        NEWER_FORMAT,
        /** They are protected by a key that is not configured here. */
        UNKNOWN_KEY,
        /** They are shorter or longer than they say. */
        WRONG_LENGTH,
        /** They were changed on the way, or belong to another session. */
        WRONG_CHECKSUM,
        /** They contradict themselves in spite of a good checksum. */
        MALFORMED
    }

    private final Reason reason;

    RecordUnreadableException(Reason reason) {
        super("record unreadable: " + reason);
        this.reason = reason;
    }

    /** Why; decides nothing, is for the log and the counters. */
    public Reason reason() {
        return reason;
    }
}
