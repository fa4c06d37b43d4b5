package io.holdfast.model;

/**
 * What a save writes of one attribute.
 *
 * @param value null: it was removed
 * @param bits what the bytes are made of
 * @param version of the slot when it was encoded
 */
record Change(Name name, Value value, int bits, long stamp, int version, boolean isSet) {}
