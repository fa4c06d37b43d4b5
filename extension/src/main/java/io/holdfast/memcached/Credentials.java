package io.holdfast.memcached;

/**
 * What a node that was started with memcached's {@code -Y} wants to hear first. Its text never shows them.
 *
 * @param user without blanks and line ends, as memcached takes its first word for the user
 * @param password likewise
 */
public record Credentials(String user, String password) {

    public Credentials {
        if (!(user + password).matches("[!-~]{2,}") || user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("a user and a password are of printable ASCII without blanks");
        }
    }

    @Override
    public String toString() {
        return "(credentials, not shown)";
    }
}
