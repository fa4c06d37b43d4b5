package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which table, and how to use it. Immutable.
 *
 * @param namespace keeps applications that share a table apart; 1 to {@value #NAMESPACE_LENGTH} characters
 * @param table letters, digits and underscores, not beginning with a digit; with a schema and a dot before it if it is
 *     not in the user's own
 * @param isCreated whether {@link TablePreparation} makes the table if it is missing
 * @param timeout how long a statement may take, 1 s or more
 */
public record TableSettings(String namespace, String table, boolean isCreated, Duration timeout) {

    /** The table's name if none is configured. */
    public static final String DEFAULT_TABLE = "holdfast_session";

    static final int KEY_LENGTH = 80;
    static final int NAMESPACE_LENGTH = 64;

    /** Of the rows that are no sessions; no application has it, and so none reaps them. */
    static final String NO_NAMESPACE = "";

    private static final int NAME_LENGTH = 50; // PostgreSQL cuts names off at 63, and the index's is longer
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0," + (NAME_LENGTH - 1) + "}");

    /** @throws ArchiveConfigurationException if the table's name or the namespace cannot be one */
    public TableSettings {
        String[] parts = table.split("\\.", -1);
        if (parts.length > 2
                || !NAME.matcher(parts[0]).matches()
                || !NAME.matcher(parts[parts.length - 1]).matches()) {
            throw new ArchiveConfigurationException("The archive's table cannot be named \"" + table
                    + "\": a name is 1 to " + NAME_LENGTH
                    + " letters, digits and underscores, not beginning with a digit, and may have a schema before it, as in archive."
                    + DEFAULT_TABLE);
        }
        if (namespace.isEmpty() || namespace.length() > NAMESPACE_LENGTH) {
            throw new ArchiveConfigurationException("The archive cannot keep the namespace \"" + namespace
                    + "\": it must have 1 to " + NAMESPACE_LENGTH + " characters");
        }
        timeout = timeout.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : timeout;
    }

    /** JDBC has query timeouts in whole seconds. */
    int timeoutSeconds() {
        return (int) Math.min(Integer.MAX_VALUE / 2_000, timeout.plusMillis(999).toSeconds());
    }
}
