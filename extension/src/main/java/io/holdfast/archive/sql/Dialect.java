package io.holdfast.archive.sql;

import static io.holdfast.archive.sql.TableSettings.KEY_LENGTH;
import static io.holdfast.archive.sql.TableSettings.NAMESPACE_LENGTH;

import io.holdfast.archive.ArchiveConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What differs between the databases that can hold the archive; nothing else in the package knows which it is. */
@SuppressWarnings("ImmutableEnumChecker") // lists that cannot be changed, of strings
enum Dialect {
    H2(
            List.of("H2"),
            "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)) AS BIGINT)",
            "",
            new Types("", "", "BLOB(64M)"),
            new Index("", "CREATE INDEX IF NOT EXISTS {schema}{index} ON {table} (namespace, expires_at)")),
    POSTGRESQL(
            List.of("PostgreSQL"),
            "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)) AS BIGINT)",
            " ON CONFLICT DO NOTHING",
            new Types(" COLLATE \"C\"", "", "BYTEA"),
            new Index("", "CREATE INDEX IF NOT EXISTS {index} ON {table} (namespace, expires_at)")),
    /**
     * MySQL too. {@code INSERT IGNORE} was turned down: it cuts off what is too long, and if another server deletes the
     * row at that moment, two that wait to insert it share a lock and stop each other.
     */
    MARIADB(
            List.of("MariaDB", "MySQL"),
            "CAST(UNIX_TIMESTAMP() AS SIGNED)",
            " ON DUPLICATE KEY UPDATE version = version + 1",
            new Types(
                    " CHARACTER SET ascii COLLATE ascii_bin", " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "LONGBLOB"),
            new Index(",\n  KEY {index} (namespace, expires_at)", ""));

    /** @param key that of a session tells capitals from small letters, which is not every database's custom */
    private record Types(String key, String namespace, String record) {}

    /** Made with the table, or by a statement of its own. */
    private record Index(String inTable, String statement) {}

    private final List<String> products;
    private final String now;
    private final String unlessThere;
    private final Types types;
    private final Index index;

    Dialect(List<String> products, String now, String unlessThere, Types types, Index index) {
        this.products = products;
        this.now = now;
        this.unlessThere = unlessThere;
        this.types = types;
        this.index = index;
    }

    /** @param product as {@link java.sql.DatabaseMetaData#getDatabaseProductName} has it */
    static Dialect of(String product) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.products.contains(product))
                .findFirst()
                .orElseThrow(() -> new ArchiveConfigurationException("The archive cannot be kept in " + product
                        + ": only in "
                        + Arrays.stream(values())
                                .flatMap(dialect -> dialect.products.stream())
                                .collect(Collectors.joining(", "))
                        + ". Configure a data source of one of these, or none."));
    }

    /** Seconds since 1970, by the database's clock. */
    String now() {
        return now;
    }

    /**
     * What to put behind an INSERT so that it is no error if the row is there; 1 row is affected only if it was not.
     * Nothing if there is no such thing, and {@link SqlFaults#isDuplicate} tells.
     */
    String unlessThere() {
        return unlessThere;
    }

    /** Whether a statement and its values have to fit into a packet of limited size. */
    boolean hasPackets() {
        return this == MARIADB;
    }

    /** The statements that make the table and its index, each of which may be repeated. */
    List<String> script(String table) {
        String schema = table.substring(0, table.indexOf('.') + 1);
        String create = String.format(
                Locale.ROOT,
                """
                CREATE TABLE IF NOT EXISTS {table} (
                  session_key VARCHAR(%d)%s NOT NULL PRIMARY KEY,
                  namespace VARCHAR(%d)%s NOT NULL,
                  version BIGINT NOT NULL,
                  ended SMALLINT NOT NULL,
                  expires_at BIGINT NOT NULL,
                  record %s NOT NULL%s
                )""",
                KEY_LENGTH,
                types.key,
                NAMESPACE_LENGTH,
                types.namespace,
                types.record,
                index.inTable);
        return Stream.of(create, index.statement)
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace("{table}", table)
                        .replace("{schema}", schema)
                        .replace("{index}", table.substring(schema.length()) + "_expires"))
                .toList();
    }
}
