package io.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A document that names a test as its witness has to go with the test: it is renamed and moved by others. */
class NamedTestsTest {

    private static final List<Path> DOCUMENTS = List.of(Path.of("..", "SECURITY.md"), Path.of("docs", "asvs.md"));
    private static final List<Path> TESTS =
            List.of(Path.of("src", "test", "java"), Path.of("..", "it-tests", "src", "test", "java"));
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");
    private static final String JAVA = ".java";

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> named = DOCUMENTS.stream()
                .flatMap(document -> NAMED.matcher(read(document)).results())
                .filter(test -> !isThere(test, sources))
                .map(MatchResult::group)
                .toList();
        assertThat(named).as("named in " + DOCUMENTS + " and not there").isEmpty();
    }

    @Test
    void theTableNamesSome() {
        assertThat(NAMED.matcher(read(Path.of("docs", "asvs.md"))).results()).hasSizeGreaterThan(20);
    }

    private static boolean isThere(MatchResult test, Map<String, String> sources) {
        String source = sources.getOrDefault(test.group(1), "");
        return test.group(2) == null ? !source.isEmpty() : source.contains("void " + test.group(2) + "(");
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path tests : TESTS) {
            try (Stream<Path> all = Files.walk(tests)) {
                all.filter(path -> path.toString().endsWith(JAVA))
                        .forEach(path -> sources.merge(name(path), read(path), String::concat));
            }
        }
        return sources;
    }

    private static String name(Path path) {
        String file = String.valueOf(path.getFileName());
        return file.substring(0, file.length() - JAVA.length());
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
