package io.holdfast.config;

/**
 * A configured secret, which no message, log or {@code toString} ever shows.
 *
 * @param value 16 to 1024 printable ASCII characters
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(a secret, not shown)";
    }
}
