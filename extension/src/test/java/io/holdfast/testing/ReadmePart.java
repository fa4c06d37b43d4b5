package io.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of the README that is written, or run, by the code, between two comments of its name. */
public record ReadmePart(String name) {

    private static final Path README = Path.of("..", "README.md");

    /** What stands there, without the indentation of a block of code. */
    public String content() throws IOException {
        String readme = Files.readString(README);
        String begin = "<!-- " + name + " -->\n";
        return readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf("<!-- /" + name + " -->"))
                .stripTrailing()
                .stripIndent();
    }

    /** Fails where the part is another; with {@code -Dreadme.update=true} writes it anew before. */
    public void assertIs(String content) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->";
        String readme = Files.readString(README);
        String expected = readme.substring(0, readme.indexOf(begin) + begin.length())
                + content
                + readme.substring(readme.indexOf(end));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README))
                .as("the " + name + " in README.md; -Dreadme.update=true writes them anew")
                .isEqualTo(expected);
    }
}
