package io.holdfast.session.value;

/** An attribute's bytes that cannot be turned into an object here; the message says why. */
public final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
