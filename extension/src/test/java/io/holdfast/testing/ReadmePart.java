package io.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A part of a page of {@code extension/docs} that the code writes, or runs, between two comments of its name. */
public record ReadmePart(String page, String name) {

    private static final Path DOCS = Path.of("..", "extension", "docs");
    private static final Predicate<String> IS_FENCE = line -> line.startsWith("```");

    /** What stands there, without the fence of a block of code. */
    public String content() throws IOException {
        String text = Files.readString(path());
        return text.substring(beginIn(text), endIn(text))
                .lines()
                .filter(IS_FENCE.negate())
                .collect(Collectors.joining("\n"))
                .stripIndent();
    }

    /** Fails if the part is another; with {@code -Dreadme.update=true} writes it anew before. */
    public void assertIs(String content) throws IOException {
        String text = Files.readString(path());
        String expected = text.substring(0, beginIn(text)) + content + text.substring(endIn(text));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(path(), expected);
        }
        assertThat(Files.readString(path()))
                .as("the " + name + " in " + page + "; -Dreadme.update=true writes them anew")
                .isEqualTo(expected);
    }

    private Path path() {
        return DOCS.resolve(page);
    }

    private int beginIn(String text) {
        String begin = "<!-- " + name + " -->\n";
        return text.indexOf(begin) + begin.length();
    }

    private int endIn(String text) {
        return text.indexOf("<!-- /" + name + " -->");
    }
}
