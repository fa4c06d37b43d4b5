package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.sql.JdbcSession.Column;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns a table has to have. */
final class TableSchema {

    /** @param length at least, of characters or bytes; 0 if it does not matter */
    private record Wanted(String inWords, Set<Integer> types, int length) {}

    private static final int LONGEST_RECORD = 16_000_000;
    private static final Set<Integer> TEXT =
            Set.of(Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.NCHAR);
    private static final Set<Integer> BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
    private static final Set<Integer> WHOLE = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

    private static final Map<String, Wanted> COLUMNS = columns();

    private TableSchema() {}

    private static Map<String, Wanted> columns() {
        Map<String, Wanted> columns = new LinkedHashMap<>();
        columns.put("session_key", text(TableSettings.KEY_LENGTH));
        columns.put("namespace", text(TableSettings.NAMESPACE_LENGTH));
        columns.put("version", new Wanted("BIGINT", Set.of(Types.BIGINT), 0));
        columns.put("ended", new Wanted("SMALLINT", WHOLE, 0));
        columns.put("expires_at", new Wanted("BIGINT", Set.of(Types.BIGINT), 0));
        columns.put("record", new Wanted("bytes, " + LONGEST_RECORD + " or more", BYTES, LONGEST_RECORD));
        return columns;
    }

    private static Wanted text(int length) {
        return new Wanted("VARCHAR(" + length + ")", TEXT, length);
    }

    /** @throws ArchiveConfigurationException with all that does not fit */
    static void check(JdbcSession jdbc) throws SQLException {
        Map<String, Column> found = new LinkedHashMap<>();
        jdbc.columns("SELECT * FROM {table} WHERE 1 = 0").forEach(column -> found.put(column.name(), column));
        List<String> faults = new ArrayList<>();
        COLUMNS.forEach((name, wanted) -> {
            Column column = found.get(name);
            if (column == null) {
                faults.add("column " + name + " (" + wanted.inWords + ") is missing");
            } else if (!fits(column, wanted)) {
                faults.add("column " + name + " is " + column.typeName() + "(" + column.length() + "), not "
                        + wanted.inWords);
            }
        });
        if (!faults.isEmpty()) {
            throw new ArchiveConfigurationException("The archive's table "
                    + jdbc.settings().table()
                    + " does not fit (" + jdbc.product() + "): " + String.join("; ", faults)
                    + ". Alter it, or rename it and create it anew: "
                    + String.join("; ", jdbc.dialect().script(jdbc.settings().table()))
                            .replaceAll("\\s+", " "));
        }
    }

    private static boolean fits(Column column, Wanted wanted) {
        boolean isLongEnough = column.length() <= 0 || column.length() >= wanted.length;
        return wanted.types.contains(column.type()) && isLongEnough;
    }
}
