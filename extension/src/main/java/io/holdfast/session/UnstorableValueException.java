package io.holdfast.session;

import java.io.IOException;

/** A value that cannot be turned into bytes, or not back; the message says why and what to do. */
public final class UnstorableValueException extends IOException {

    private static final long serialVersionUID = 1L;

    UnstorableValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
