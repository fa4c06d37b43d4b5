package io.holdfast;

/** An attribute's bytes cannot be read by this application; they are kept as they are on the nodes. */
public final class UnreadableAttributeException extends SessionException {

    private static final long serialVersionUID = 1L;

    public UnreadableAttributeException(String message) {
        super(message);
    }
}
