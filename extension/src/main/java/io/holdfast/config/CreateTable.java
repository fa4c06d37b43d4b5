package io.holdfast.config;

/** Whether the archive's table is created if it is missing. */
public enum CreateTable {
    /** It is created. */
    TRUE,
    /** A missing table is a fault. */
    FALSE
}
