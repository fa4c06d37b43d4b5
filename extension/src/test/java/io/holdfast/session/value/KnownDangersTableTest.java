package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.ReadmePart;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of what is not stored in using.md is the list itself, written out. */
class KnownDangersTableTest {

    @Test
    void thePageHasEveryKnownDangerWithItsReasonAndItsRemedy() throws IOException {
        new ReadmePart("using.md", "known-dangers").assertIs(table());
    }

    @Test
    void noDangerIsListedTwice() {
        List<String> all = KnownDangers.ALL.stream()
                .flatMap(danger -> danger.names().stream())
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    private static String table() {
        return KnownDangers.ALL.stream()
                .map(KnownDangersTableTest::row)
                .collect(Collectors.joining(
                        "", "| what is not stored | why | what to store instead |\n| --- | --- | --- |\n", ""));
    }

    private static String row(KnownDangers.Danger danger) {
        String excepted = names(danger, true);
        return "| " + names(danger, false) + (excepted.isEmpty() ? "" : ", without " + excepted) + " | " + danger.why()
                + " | " + danger.instead() + " |\n";
    }

    private static String names(KnownDangers.Danger danger, boolean excepted) {
        return danger.names().stream()
                .filter(name -> name.startsWith("+") == excepted)
                .map(name -> "`" + name.replace("+", "") + "`")
                .collect(Collectors.joining(", "));
    }
}
