package io.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionStore;
import io.holdfast.testing.TestKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The tests' jar of the extension, of which the build takes only what is needed here. */
class TestingKitTest {

    @Test
    void nothingThatTheseTestsNeedIsMissingInTheKit() throws URISyntaxException {
        Path kit = placeOf(TestKeys.class);
        Path extension = placeOf(SessionStore.class);
        Path tests = placeOf(TestingKitTest.class);
        String dependencies =
                jdeps("-verbose:class", "-filter:none", "-cp", extension.toString(), tests.toString(), kit.toString());
        assertThat(dependencies.lines())
                .anyMatch(line -> line.contains("-> io.holdfast.testing."))
                .noneMatch(line -> line.contains("-> io.holdfast.") && line.contains("not found"));
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String jdeps(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments);
        return out.toString();
    }
}
