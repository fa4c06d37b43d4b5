package io.holdfast;

/** A change met newer ones at every attempt and was given up; what the nodes hold is whole and without it. */
public final class SessionConflictException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public SessionConflictException(String message) {
        super(message);
    }
}
