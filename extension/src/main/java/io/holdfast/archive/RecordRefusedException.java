package io.holdfast.archive;

/** A record that the database does not take for its length, which says nothing about the database. */
public final class RecordRefusedException extends ArchiveException {

    private static final long serialVersionUID = 1L;

    private final int bytes;

    /** @param bytes the record's length */
    public RecordRefusedException(String message, int bytes) {
        super(message);
        this.bytes = bytes;
    }

    /** The record's length. */
    public int bytes() {
        return bytes;
    }
}
