package io.holdfast.archive;

/**
 * There is no archive as things are configured: the data source or its table does not fit, or may not be used. The
 * message says what is wrong, where, and what to do.
 */
public final class ArchiveConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For whoever found that out. */
    public ArchiveConfigurationException(String message) {
        super(message);
    }
}
