package io.holdfast.config;

/**
 * A configured secret, which no message, log or {@code toString} ever shows.
 *
 * @param value printable ASCII characters, as many as its setting allows
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(a secret, not shown)";
    }
}
