package io.holdfast.keys;

/** What sealed bytes are for: those of one purpose do not open as those of another. */
public enum Purpose {
    /** A copy on a node. */
    NODE,
    /** A row of the archive. */
    ROW,
    /** The item by which servers compare their keys. */
    CANARY
}
