package io.holdfast.config;

import io.holdfast.testing.ReadmePart;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in settings.md is the enum, written out. */
class SettingsTableTest {

    @Test
    void thePageHasEverySettingAsItIs() throws IOException {
        new ReadmePart("settings.md", "settings").assertIs(table());
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
                        cell(setting.type().allowedValues().replaceFirst("^a ", "")),
                        absent(setting),
                        cell(setting.description()))
                + " |\n";
    }

    private static String absent(Setting setting) {
        return setting.defaultValue().map(SettingsTableTest::code).orElseGet(() -> cell(setting.defaultText()));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
