package io.holdfast.example.status;

import java.util.Locale;

/**
 * How one node is, as its health check tells.
 *
 * @param state UP, SUSPECT, DOWN or RECOVERING
 * @param since when it came to be so, in words of the check
 * @param cause why, or empty
 */
public record NodeStatus(String name, String state, String since, String cause) {

    /** The state as a word of the style sheet. */
    public String style() {
        return state.toLowerCase(Locale.ROOT);
    }
}
