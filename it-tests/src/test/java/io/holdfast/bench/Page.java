package io.holdfast.bench;

import java.util.Locale;

/** What the application does to a session. */
enum Page {
    /** Ends the one that the last login began, begins one, changes its id, and stores who it is. */
    LOGIN,
    HIT,
    READ;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
