package io.holdfast;

/** There is no such session, or it has ended. */
public final class NoSuchSessionException extends SessionException {

    private static final long serialVersionUID = 1L;

    public NoSuchSessionException(String message) {
        super(message);
    }
}
