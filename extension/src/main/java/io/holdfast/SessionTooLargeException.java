package io.holdfast;

/** The session's record would be larger than a node takes; what the nodes hold is unchanged. */
public final class SessionTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    public SessionTooLargeException(String message) {
        super(message);
    }
}
