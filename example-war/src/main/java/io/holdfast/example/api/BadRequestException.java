package io.holdfast.example.api;

/** The caller asked for something that cannot be; the message says what can. */
final class BadRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
