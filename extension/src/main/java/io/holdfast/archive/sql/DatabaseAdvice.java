package io.holdfast.archive.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of what works with this database and is most likely not what is wanted. */
public final class DatabaseAdvice {

    private static final System.Logger LOG = System.getLogger(DatabaseAdvice.class.getName());
    private static final List<String> IN_MEMORY = List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:");

    private final Connections connections;
    private final int largestRecord;

    /**
     * @param connectionSource as of the table
     * @param largestRecord of how many bytes a session may be
     */
    public DatabaseAdvice(ConnectionSource connectionSource, TableSettings settings, int largestRecord) {
        this.connections = new Connections(connectionSource, settings);
        this.largestRecord = largestRecord;
    }

    /** Says it in the log; says nothing if the database does not answer. */
    public void give() {
        try {
            connections.ask(this::advice).forEach(line -> LOG.log(System.Logger.Level.WARNING, line));
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "The archive''s database could not be examined: {0}",
                    SqlFaults.text(e, List.of()));
        }
    }

    private List<String> advice(JdbcSession jdbc) throws SQLException {
        String url = jdbc.connection().getMetaData().getURL();
        return Stream.of(ofPlace(url), RecordLimit.of(jdbc).advice(largestRecord))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> ofPlace(String url) {
        return IN_MEMORY.stream()
                .filter(url::startsWith)
                .findFirst()
                .map(place -> "The archive's database (" + place
                        + ") is in the memory of this server alone and goes with it: what one server archives, a logout for"
                        + " example, another one does not see, and undoes when the nodes are lost. Name a data source of one"
                        + " database for all servers in holdfast.archive.datasource.");
    }
}
