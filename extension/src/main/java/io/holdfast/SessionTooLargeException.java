package io.holdfast;

/** The session's record would be larger than a node takes; what the nodes hold is unchanged. */
public final class SessionTooLargeException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public SessionTooLargeException(String message) {
        super(message);
    }
}
