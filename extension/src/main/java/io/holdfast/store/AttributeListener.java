package io.holdfast.store;

/** Told when attributes pass between objects and bytes; called on the thread of the unit of work. */
public interface AttributeListener {

    /** An attribute was made from its bytes, for the first time in this unit of work. */
    default void decoded(String name, Object value) {}

    /** An attribute is about to be turned into bytes. */
    default void encoding(String name, Object value) {}
}
