package io.holdfast;

/** There is no such session, or it has ended. */
public final class NoSuchSessionException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public NoSuchSessionException(String message) {
        super(message);
    }
}
