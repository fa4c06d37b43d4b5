package io.holdfast.archive;

import java.sql.Connection;
import java.sql.SQLException;

/** Lends connections outside of any transaction of the application; they go back by being closed. Thread-safe. */
@FunctionalInterface
public interface Lender {

    /**
     * A connection, for the caller alone until it closes it.
     *
     * @throws SQLException where there is none to be had
     */
    Connection lend() throws SQLException;
}
