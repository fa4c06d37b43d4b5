package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scripts in the README are what the application would run itself. */
class ArchiveScriptTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- archive-script -->\n";
    private static final String END = "<!-- /archive-script -->";

    @Test
    void theReadmeHasTheScriptOfEachDatabaseAsItIs() throws IOException {
        String readme = Files.readString(README);
        String expected = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + scripts()
                + readme.substring(readme.indexOf(END));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README))
                .as("the archive's scripts in README.md; -Dreadme.update=true writes them anew")
                .isEqualTo(expected);
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
