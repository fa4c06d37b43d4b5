package io.holdfast;

/** An attribute's bytes cannot be read by this application; they are kept as they are on the nodes. */
public final class UnreadableAttributeException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public UnreadableAttributeException(String message) {
        super(message);
    }
}
