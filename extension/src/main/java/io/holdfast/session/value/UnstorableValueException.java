package io.holdfast.session.value;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value that cannot be turned into bytes, or not back; the message says why and what to do. */
public final class UnstorableValueException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        /** It will be so each time. */
        LASTING,
        /** For its classes. */
        OF_ITS_CLASSES,
        /** Another thread may have changed it; one more try tells. */
        PERHAPS_TORN,
        /** Another thread changed it, as far as can be told. */
        TORN
    }

    private UnstorableValueException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static UnstorableValueException ofItsClasses(String message, @Nullable Throwable cause) {
        return new UnstorableValueException(Kind.OF_ITS_CLASSES, message, cause);
    }

    static UnstorableValueException lasting(String message, @Nullable Throwable cause) {
        return new UnstorableValueException(Kind.LASTING, message, cause);
    }

    static UnstorableValueException perhapsTorn(String message, @Nullable Throwable cause) {
        return new UnstorableValueException(Kind.PERHAPS_TORN, message, cause);
    }

    static UnstorableValueException torn(String message, @Nullable Throwable cause) {
        return new UnstorableValueException(Kind.TORN, message, cause);
    }

    /**
     * Whether it is for the classes in it, not serialisable or not allowed, and so will not be otherwise when it has
     * changed a little.
     */
    public boolean isOfItsClasses() {
        return kind == Kind.OF_ITS_CLASSES;
    }

    /** Whether it is for other threads that change the value, not for anything in it. */
    public boolean isTorn() {
        return kind == Kind.TORN;
    }

    /** Whether it may be otherwise at the next try. */
    boolean mayPass() {
        return kind == Kind.PERHAPS_TORN || kind == Kind.TORN;
    }
}
