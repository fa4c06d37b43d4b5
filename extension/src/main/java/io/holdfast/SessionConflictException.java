package io.holdfast;

/** A change met newer ones at every attempt and was given up; what the nodes hold is whole and without it. */
public final class SessionConflictException extends SessionException {

    private static final long serialVersionUID = 1L;

    public SessionConflictException(String message) {
        super(message);
    }
}
