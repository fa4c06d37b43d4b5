package io.holdfast.archive.sql;

import io.holdfast.session.SessionRecord;

/** What a row turned out to hold. */
sealed interface RowContent {

    /** A record that is authentic. */
    record Known(SessionRecord record) implements RowContent {}

    /** Something that no server of the application wrote like this: it counts as no row, and may be written over. */
    record Garbage() implements RowContent {}

    /** Something that may be a session's and cannot be told here: it is left as it is. */
    record Unreadable() implements RowContent {}

    Garbage GARBAGE = new Garbage();
    Unreadable UNREADABLE = new Unreadable();
}
