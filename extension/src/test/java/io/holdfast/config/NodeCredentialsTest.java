package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCredentialsTest {

    private static final String KEY = "node-credentials";

    @TempDir
    private Path folder;

    private static NodeCredentials read(String value) {
        return Configs.settings("nodes", "a=h1,b=h2,c=h3", KEY, value)
                .nodeCredentials()
                .orElseThrow();
    }

    private static NodeLogin login(String user, String password) {
        return new NodeLogin(user, new Secret(password));
    }

    @Test
    void aNodeHasTheLoginOfItsNameElseThatOfAllOthers() {
        NodeCredentials credentials = read("a=ada:one, b=bob:t:w=o,*=eve:three");
        assertThat(credentials.at("a")).contains(login("ada", "one"));
        assertThat(credentials.at("b")).as("colons and equals signs").contains(login("bob", "t:w=o"));
        assertThat(credentials.at("c")).contains(login("eve", "three"));
        assertThat(read("a=ada:one").at("c")).isEmpty();
    }

    @Test
    void theNameOfANodeMayBeItsAddress() {
        assertThat(Configs.settings("nodes", "h1,[::1]:7", KEY, "h1:11211=u:p,[::1]:7=v:q")
                        .nodeCredentials()
                        .orElseThrow()
                        .at("[::1]:7"))
                .contains(login("v", "q"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sesame                      | entry 1: no node and = before the user",
                "a=u:sesame,sesame           | entry 2: no node and = before the user",
                "=u:sesame                   | entry 1: no node and = before the user",
                "a=sesame                    | entry 1: no colon between user and password",
                "a=:sesame                   | entry 1: no user before the colon",
                "a=sesame:                   | entry 1: no password after the colon",
                "a=u:sesame open             | entry 1: a blank, a control character or a letter beyond ASCII",
                "a=u:ses\u0007ame            | entry 1: a blank, a control character or a letter beyond ASCII",
                "a=u:sesamé                  | entry 1: a blank, a control character or a letter beyond ASCII",
                "a=u:sesame,a=v:other        | entry 2: the node of an earlier one once more",
                "sesame=u:p                  | names a node that is not among those of holdfast.nodes",
                "a=u:p,                      | entry 2: no node",
                "file:sesame                 | needs an absolute path after file:",
            })
    void aFaultIsToldWithoutAWordOfThePassword(String value, String problem) {
        assertThat(Configs.problems("nodes", "a=h1", "copies", "1", KEY, value))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.key()).isEqualTo("holdfast.node-credentials");
                    assertThat(found.toString())
                            .contains(problem, "(not shown)")
                            .doesNotContain("sesam");
                });
    }

    @Test
    void whatMemcachedCannotHaveInItsFileIsAFault() {
        assertThat(Configs.problems("nodes", "a=h1", "copies", "1", KEY, "a=u:" + "x".repeat(250)))
                .singleElement()
                .extracting(ConfigProblem::problem)
                .asString()
                .contains("more than 250 characters");
    }

    @Test
    void aFileHasOneALine() throws IOException {
        Path file = folder.resolve("nodes");
        Files.writeString(file, "# ours\n\na=ada:one,two\r\n*=eve:three\n");
        NodeCredentials credentials = read("file:" + file);
        assertThat(credentials.at("a")).contains(login("ada", "one,two"));
        assertThat(credentials.at("b")).contains(login("eve", "three"));
        assertThat(credentials.toString()).isEqualTo("(credentials, not shown)");
    }

    @Test
    void aFileIsReadAgainAndABadOneChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("nodes"), "*=ada:one\n");
        NodeCredentials credentials = read("file:" + file);
        try (LogLines log = LogLines.of(NodeCredentials.class)) {
            Files.writeString(file, "*=ada:two\n");
            assertThat(credentials.at("a")).contains(login("ada", "two"));
            assertThat(log.all()).isEmpty();

            Files.writeString(file, "*=ada\nsesame\n");
            for (int i = 0; i < 3; i++) {
                assertThat(credentials.at("a")).contains(login("ada", "two"));
            }
            assertThat(log.all())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("WARNING")
                            .contains("holdfast.node-credentials has a fault in line 1", "line 2", "still holds")
                            .doesNotContain("sesame", "ada"));

            Files.delete(file);
            assertThat(credentials.at("a")).contains(login("ada", "two"));
            assertThat(log.all()).hasSize(2).last().asString().contains("a file that is not there: " + file);
        }
    }

    @Test
    void aFileThatIsNotThereOrEmptyIsAFault() throws IOException {
        Path file = folder.resolve("nodes");
        assertThat(Configs.problems(KEY, "file:" + file))
                .singleElement()
                .extracting(ConfigProblem::problem)
                .isEqualTo("names a file that is not there: " + file);
        Files.writeString(file, "\n# nothing\n");
        assertThat(Configs.problems(KEY, "file:" + file))
                .singleElement()
                .extracting(ConfigProblem::problem)
                .isEqualTo("has no entry");
        Files.write(file, new byte[] {'*', '=', (byte) 0xff, ':', 'p'});
        assertThat(Configs.problems(KEY, "file:" + file))
                .singleElement()
                .extracting(ConfigProblem::problem)
                .asString()
                .contains("cannot be read (MalformedInputException)");
    }
}
