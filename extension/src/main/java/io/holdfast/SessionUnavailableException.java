package io.holdfast;

/** Too few nodes answered to tell what the session is, or none stored its change; trying again later may succeed. */
public final class SessionUnavailableException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public SessionUnavailableException(String message) {
        super(message);
    }
}
