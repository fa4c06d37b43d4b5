package io.holdfast.archive.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection while it is borrowed, on which each statement is a transaction of its own. Not thread-safe. */
record JdbcSession(Connection connection, Dialect dialect, TableSettings settings) {

    /** Makes something of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * A column of a table.
     *
     * @param type one of {@link java.sql.Types}
     * @param length of characters or bytes; 0 or less if the database knows no bound
     */
    record Column(String name, int type, String typeName, int length) {}

    /**
     * @param sql with {@code {table}} and {@code {now}} in it
     * @return how many rows were affected
     */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, List.of(values))) {
            return statement.executeUpdate();
        }
    }

    /** @param sql as in {@link #update} */
    <T> List<T> select(String sql, RowReader<T> reader, List<?> values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    /** What the database calls itself. */
    String product() throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    /** What columns a query has. */
    List<Column> columns(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql, List.of());
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData found = rows.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(new Column(
                        found.getColumnLabel(i).toLowerCase(Locale.ROOT),
                        found.getColumnType(i),
                        found.getColumnTypeName(i),
                        found.getPrecision(i)));
            }
            return columns;
        }
    }

    /** Runs a statement that is no query and has no values. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(settings.timeoutSeconds());
            statement.executeUpdate(worded(sql));
        }
    }

    private PreparedStatement prepare(String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(worded(sql));
        try {
            statement.setQueryTimeout(settings.timeoutSeconds());
            for (int i = 0; i < values.size(); i++) {
                bind(statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else {
            statement.setString(index, (String) value);
        }
    }

    private String worded(String sql) {
        return sql.replace("{table}", settings.table()).replace("{now}", dialect.now());
    }
}
