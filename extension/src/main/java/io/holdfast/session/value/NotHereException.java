package io.holdfast.session.value;

import java.io.InvalidObjectException;

/** What {@link ReplacedObjects} say of a reference: words of ours, which hold no value of the session. */
final class NotHereException extends InvalidObjectException {

    private static final long serialVersionUID = 1L;

    NotHereException(InvalidObjectException said) {
        super(said.getMessage());
        setStackTrace(said.getStackTrace());
    }
}
