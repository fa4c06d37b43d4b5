package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes, reads, changes and deletes a row that is no session, to see whether that can be done. */
final class TableSelfTest {

    private static final String PROBE = "probe:";
    private static final byte[] BYTES = {0, 1, '\'', '"', '\\', 10, 13, 26, 127, -128, -1};
    private static final String UPDATE = "UPDATE {table} SET version = version + 1 WHERE session_key = ?";
    private static final String DELETE = "DELETE FROM {table} WHERE session_key = ?";

    private final JdbcSession jdbc;
    private final String key = PROBE + UUID.randomUUID();

    private TableSelfTest(JdbcSession jdbc) {
        this.jdbc = jdbc;
    }

    /** Something that takes a right. */
    private interface Step<T> {
        T run() throws SQLException;
    }

    /** @throws ArchiveConfigurationException if something cannot be done */
    static void of(JdbcSession jdbc) throws SQLException {
        new TableSelfTest(jdbc).run();
    }

    /** Rights to change and delete are asked for first, on no row: MariaDB wants the former for an INSERT too. */
    private void run() throws SQLException {
        attempt("UPDATE", () -> jdbc.update(UPDATE, key));
        attempt("DELETE", () -> jdbc.update(DELETE, key));
        attempt("INSERT", this::insert);
        try {
            readBack();
        } finally {
            jdbc.update(DELETE, key);
        }
    }

    private void readBack() throws SQLException {
        if (insert()) {
            throw fault("session_key is not its primary key, or a unique one: make it so");
        }
        List<StoredRow> found = StoredRow.select(jdbc, List.of(key));
        if (found.isEmpty() || !Arrays.equals(found.get(0).bytes(), BYTES)) {
            throw fault("column record does not give back the bytes that were put into it: let it be of a binary type");
        }
        if (!StoredRow.select(jdbc, List.of(key.toUpperCase(Locale.ROOT))).isEmpty()) {
            throw fault("column session_key takes small letters for capitals: give it a binary collation");
        }
    }

    private boolean insert() throws SQLException {
        return RowMerge.insert(jdbc, key, TableSettings.NO_NAMESPACE, 0, 0, BYTES);
    }

    private <T> void attempt(String right, Step<T> step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            if (SqlFaults.isDenied(e)) {
                throw denied(right, jdbc, e);
            }
            if (SqlFaults.isAboutValues(e)) {
                throw fault("it does not take a row like a session's: " + SqlFaults.text(e, List.of())
                        + ". Columns of your own must allow NULL or have a default");
            }
            throw e;
        }
    }

    private ArchiveConfigurationException fault(String what) throws SQLException {
        return new ArchiveConfigurationException(
                "The archive's table " + jdbc.settings().table() + " does not fit (" + jdbc.product() + "): " + what);
    }

    static ArchiveConfigurationException denied(String right, JdbcSession jdbc, SQLException e) throws SQLException {
        String table = jdbc.settings().table();
        return new ArchiveConfigurationException(
                "The data source's user has not the right to " + right + " in the archive's table "
                        + table + " (" + jdbc.product() + "): " + SqlFaults.text(e, List.of())
                        + ". Grant it: GRANT SELECT, INSERT, UPDATE, DELETE ON " + table + " TO the user "
                        + jdbc.connection().getMetaData().getUserName());
    }
}
