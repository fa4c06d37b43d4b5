package io.holdfast;

/** An attribute cannot be turned into bytes; nothing of this change was saved. */
public final class AttributeNotSerializableException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what, why and what to do, and holds no session id. */
    public AttributeNotSerializableException(String message) {
        super(message);
    }
}
