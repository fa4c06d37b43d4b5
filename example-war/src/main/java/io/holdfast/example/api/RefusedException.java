package io.holdfast.example.api;

import jakarta.servlet.http.HttpServletResponse;

/** The caller asked for something that cannot be; the message says what can. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedException badValue(String message) {
        return new RefusedException(HttpServletResponse.SC_BAD_REQUEST, message);
    }

    static RefusedException unknownPath(String message) {
        return new RefusedException(HttpServletResponse.SC_NOT_FOUND, message);
    }

    int status() {
        return status;
    }
}
