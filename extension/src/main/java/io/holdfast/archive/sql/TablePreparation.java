package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.ArchiveException;
import java.sql.SQLException;
import java.util.List;

/**
 * Sees to it that there is a table in which sessions can be kept, by really doing with it what is done later. To be
 * called once before the table is used, or again if the database was away.
 */
public final class TablePreparation {

    private static final System.Logger LOG = System.getLogger(TablePreparation.class.getName());

    private final TableSettings settings;
    private final Connections connections;

    /** @param source gives connections outside of any transaction of the application */
    public TablePreparation(ConnectionSource source, TableSettings settings) {
        this.settings = settings;
        this.connections = new Connections(source, settings);
    }

    /**
     * Makes table and index if they are missing and that is wanted, and looks whether they fit. Other servers may do so
     * at the same time; what is in the table stays.
     *
     * @throws ArchiveException if the database cannot be reached: it may be later
     * @throws ArchiveConfigurationException if it cannot work as things are
     */
    public void run() {
        try {
            connections.ask(this::prepare);
        } catch (SQLException e) {
            String said = SqlFaults.text(e, List.of());
            if (SqlFaults.isLoginRefused(e)) {
                throw new ArchiveConfigurationException("The archive's database does not let the data source in: "
                        + said + ". Correct the data source's user, password and database name.");
            }
            if (SqlFaults.isAway(e)) {
                throw new ArchiveException("The archive's database cannot be reached: " + said);
            }
            if (SqlFaults.isReadOnly(e)) {
                throw new ArchiveConfigurationException("The archive's database can only be read, as a standby can: "
                        + said + ". Let the data source name the primary (with PostgreSQL, several hosts and"
                        + " targetServerType=primary in its URL find it).");
            }
            throw new ArchiveConfigurationException(
                    "The archive's table " + settings.table() + " cannot be used: " + said);
        }
    }

    private boolean prepare(JdbcSession jdbc) throws SQLException {
        boolean isThere = isThere(jdbc);
        if (settings.isCreated()) {
            create(jdbc, isThere);
        } else if (!isThere) {
            throw new ArchiveConfigurationException("The archive's table " + settings.table() + " is not there ("
                    + jdbc.product() + "), and the application is not to create it. Create it: " + script(jdbc));
        }
        TableSchema.check(jdbc);
        TableSelfTest.of(jdbc);
        return true;
    }

    private boolean isThere(JdbcSession jdbc) throws SQLException {
        try {
            jdbc.columns("SELECT * FROM {table} WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            if (SqlFaults.isMissingTable(e)) {
                return false;
            }
            if (SqlFaults.isDenied(e)) { // MariaDB says so of a table that is not there, too
                throw new ArchiveConfigurationException(TableSelfTest.denied("SELECT", jdbc, e)
                                .getMessage() + ". If it is not there yet, create it: " + script(jdbc));
            }
            throw e;
        }
    }

    private void create(JdbcSession jdbc, boolean isThere) throws SQLException {
        List<String> script = jdbc.dialect().script(settings.table());
        if (!isThere) {
            createTable(jdbc, script.get(0));
        }
        for (String index : script.subList(1, script.size())) {
            try {
                jdbc.run(index);
            } catch (SQLException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "The index of the archive''s table is not made here: {0}",
                        SqlFaults.text(e, List.of()));
            }
        }
    }

    private void createTable(JdbcSession jdbc, String statement) throws SQLException {
        try {
            jdbc.run(statement);
        } catch (SQLException e) {
            if (SqlFaults.isAway(e) || SqlFaults.isReadOnly(e)) {
                throw e;
            }
            if (!isThere(jdbc)) { // else another server was faster
                throw new ArchiveConfigurationException("The archive's table " + settings.table()
                        + " is not there and could not be made (" + jdbc.product() + "): "
                        + SqlFaults.text(e, List.of())
                        + ". Grant the data source's user that right, or create it: " + script(jdbc));
            }
        }
    }

    private String script(JdbcSession jdbc) {
        return String.join("; ", jdbc.dialect().script(settings.table())).replaceAll("\\s+", " ");
    }
}
