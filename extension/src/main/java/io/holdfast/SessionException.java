package io.holdfast;

/** Something about a session could not be done; the message says what, why, and what to do, and holds no session id. */
public abstract sealed class SessionException extends RuntimeException
        permits SessionUnavailableException,
                SessionConflictException,
                SessionTooLargeException,
                NoSuchSessionException,
                AttributeNotSerializableException,
                UnreadableAttributeException {

    private static final long serialVersionUID = 1L;

    SessionException(String message) {
        super(message);
    }
}
