package io.holdfast.config;

/** Which classes attributes may be made of. */
public enum AttributeClasses {
    /** All that the application can load, but for those that are known to be dangerous to read. */
    ANY,
    /** The application's own, the value types of the JDK, the container's, and those listed by a setting. */
    LISTED
}
