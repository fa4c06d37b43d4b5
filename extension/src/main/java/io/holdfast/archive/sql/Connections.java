package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Borrows connections and gives them back as they were. Thread-safe.
 *
 * <p>Each statement is a transaction of its own. So a server holds the lock of one row at most and waits for none while
 * it does, and two of them cannot stop each other; transactions of several rows, sorted by key, were turned down for
 * that.
 */
final class Connections {

    private static final int MOST_ATTEMPTS = 10;
    private static final int NETWORK_GRACE_MILLIS = 2_000; // the database's own timeout comes first, if it is there

    private final ConnectionSource source;
    private final TableSettings settings;
    private volatile @Nullable Dialect dialect;

    Connections(ConnectionSource source, TableSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /** What is to be done on a connection. */
    interface Work<T> {
        T on(JdbcSession jdbc) throws SQLException;
    }

    /**
     * @param what cannot be done if it fails, for the message
     * @param keys that no message may hold
     * @param work done again if the database sacrifices it to another's, a few times
     */
    <T> T ask(String what, Collection<String> keys, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(work);
            } catch (SQLException e) {
                if (!SqlFaults.isPassing(e) || attempt == MOST_ATTEMPTS) {
                    // Not as the cause: its text is the driver's, and may name a session.
                    throw new ArchiveException("The archive's table " + settings.table() + " could not be " + what
                            + ": " + SqlFaults.text(e, keys));
                }
            }
        }
    }

    <T> T ask(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            int silence = limitSilence(connection); // first, for all that follows may ask the database
            try {
                return automatically(connection, work);
            } finally {
                endLimit(connection, silence);
            }
        }
    }

    private <T> T automatically(Connection connection, Work<T> work) throws SQLException {
        boolean isAutomatic = connection.getAutoCommit();
        if (!isAutomatic) {
            // Refused within a transaction of the application, which is not ours to join.
            connection.setAutoCommit(true);
        }
        try {
            return work.on(new JdbcSession(connection, dialect(connection), settings));
        } finally {
            if (!isAutomatic) {
                endAutomatic(connection);
            }
        }
    }

    /**
     * A hung database answers no query timeout.
     *
     * @return the limit so far in milliseconds, or -1 if the driver has none
     */
    private int limitSilence(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, settings.timeoutSeconds() * 1_000 + NETWORK_GRACE_MILLIS);
            return before;
        } catch (SQLException e) {
            return -1;
        }
    }

    private static void endAutomatic(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // It is broken, which whoever borrows it next finds out, or its pool before.
        }
    }

    private static void endLimit(Connection connection, int silence) {
        try {
            if (silence >= 0) {
                connection.setNetworkTimeout(Runnable::run, silence);
            }
        } catch (SQLException e) {
            // As above.
        }
    }

    private Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection.getMetaData().getDatabaseProductName());
            dialect = known;
        }
        return known;
    }
}
