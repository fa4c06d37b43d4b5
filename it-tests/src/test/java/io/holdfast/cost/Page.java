package io.holdfast.cost;

import java.util.Locale;

/** What the application does to a session. */
enum Page {
    READ,
    CHANGE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
