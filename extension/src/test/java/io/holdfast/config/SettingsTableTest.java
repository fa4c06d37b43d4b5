package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in the README is the enum, written out. */
class SettingsTableTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void theReadmeHasEverySettingAsItIs() throws IOException {
        String readme = Files.readString(README);
        String expected = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + table()
                + readme.substring(readme.indexOf(END));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README))
                .as("the settings in README.md; -Dreadme.update=true writes them anew")
                .isEqualTo(expected);
    }

    private static String table() {
        return Arrays.stream(Setting.values())
                .map(SettingsTableTest::row)
                .collect(Collectors.joining(
                        "", "| key | value | default | what it is for |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String row(Setting setting) {
        return "| "
                + String.join(
                        " | ",
                        code(setting.key()),
                        cell(setting.bounds().replaceFirst("^a ", "")),
                        absent(setting),
                        cell(setting.sentence()))
                + " |\n";
    }

    private static String absent(Setting setting) {
        return setting.defaultValue().map(SettingsTableTest::code).orElseGet(() -> cell(setting.whenAbsent()));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
