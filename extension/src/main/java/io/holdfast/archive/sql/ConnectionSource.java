package io.holdfast.archive.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections outside of any transaction of the application; they go back by being closed. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

    /**
     * A connection, for the caller alone until it closes it.
     *
     * @throws SQLException if there is none to be had
     */
    Connection getConnection() throws SQLException;
}
