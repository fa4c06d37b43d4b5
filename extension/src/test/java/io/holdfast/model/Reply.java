package io.holdfast.model;

/** What becomes of a write, as its sender sees it. */
enum Reply {
    STORED,
    /** Something else is there than the token says. */
    REFUSED,
    /** No answer. It may be stored all the same. */
    SILENT
}
