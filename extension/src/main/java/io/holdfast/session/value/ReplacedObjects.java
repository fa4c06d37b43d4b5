package io.holdfast.session.value;

import java.io.InvalidObjectException;

/**
 * What attributes refer to without its being part of a session, for it belongs to the application on each server: a
 * reference is stored instead. Thread-safe.
 */
public interface ReplacedObjects {

    /** Nothing is such. */
    ReplacedObjects NONE = new ReplacedObjects() {
        @Override
        public Object stored(Object value) {
            return value;
        }

        @Override
        public Object live(Object stored) {
            return stored;
        }
    };

    /** The reference to {@code value}, or that itself if it is stored as it is. */
    Object stored(Object value);

    /**
     * What {@code stored} refers to, or that itself if it is no reference.
     *
     * @throws InvalidObjectException if this application has nothing of that name, or it cannot be found at present
     */
    Object live(Object stored) throws InvalidObjectException;
}
