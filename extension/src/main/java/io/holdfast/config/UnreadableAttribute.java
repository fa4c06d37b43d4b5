package io.holdfast.config;

/**
 * What an application gets for an attribute whose bytes this build of it cannot read; the bytes are kept either way.
 */
public enum UnreadableAttribute {
    /** Nothing, as if it were not set. */
    NULL,
    /** An exception that names the attribute. */
    FAIL
}
