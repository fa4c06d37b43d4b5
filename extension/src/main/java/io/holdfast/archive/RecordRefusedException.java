package io.holdfast.archive;

/** A record that the database does not take for its length, which says nothing about the database. */
final class RecordRefusedException extends ArchiveException {

    private static final long serialVersionUID = 1L;

    private final int bytes;

    /** @param bytes the record's length */
    RecordRefusedException(String message, int bytes) {
        super(message);
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }
}
