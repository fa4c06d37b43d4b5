package io.holdfast.session;

import java.io.IOException;

/** A value that cannot be turned into bytes, or not back; the message says why and what to do. */
public final class UnstorableValueException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean ofItsClasses;

    UnstorableValueException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private UnstorableValueException(String message, Throwable cause, boolean ofItsClasses) {
        super(message, cause);
        this.ofItsClasses = ofItsClasses;
    }

    static UnstorableValueException ofItsClasses(String message, Throwable cause) {
        return new UnstorableValueException(message, cause, true);
    }

    /**
     * Whether it is for the classes in it, not serialisable or not allowed, and so will not be otherwise when it has
     * changed a little.
     */
    public boolean isOfItsClasses() {
        return ofItsClasses;
    }
}
