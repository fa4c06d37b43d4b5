package io.holdfast.archive.sql;

import io.holdfast.testing.ReadmePart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scripts in archive.md are what the application would run itself. */
class ArchiveScriptTest {

    @Test
    void thePageHasTheScriptOfEachDatabaseAsItIs() throws IOException {
        new ReadmePart("archive.md", "archive-script").assertIs(scripts());
    }

    private static String scripts() {
        Map<String, Dialect> titles = new LinkedHashMap<>();
        titles.put("PostgreSQL", Dialect.POSTGRESQL);
        titles.put("MariaDB and MySQL", Dialect.MARIADB);
        titles.put("H2", Dialect.H2);
        return titles.entrySet().stream()
                .map(each -> each.getKey() + ":\n\n```sql\n"
                        + String.join(";\n", each.getValue().script(TableSettings.DEFAULT_TABLE))
                        + ";\n```\n")
                .collect(Collectors.joining("\n"));
    }
}
