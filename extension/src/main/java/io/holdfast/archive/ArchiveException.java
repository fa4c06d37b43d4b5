package io.holdfast.archive;

/** The database could not do what it was asked; the message says what, and never for which session. */
public sealed class ArchiveException extends RuntimeException permits RecordRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param message without the session's key */
    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message without the session's key */
    public ArchiveException(String message) {
        super(message);
    }
}
