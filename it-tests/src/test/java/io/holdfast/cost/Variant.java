package io.holdfast.cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keeps the sessions of a server.
 *
 * @param jar of Holdfast; none for the server's own sessions
 */
record Variant(String name, Optional<Path> jar) {

    private static final Pattern NAME_AND_FILE = Pattern.compile("([\\w.-]+)=(.+)");

    static final Variant NONE = new Variant("none", Optional.empty());

    /** Reads {@code name=file}. */
    static Variant read(String word) {
        Matcher parts = NAME_AND_FILE.matcher(word);
        if (!parts.matches() || !Files.isRegularFile(Path.of(parts.group(2)))) {
            throw new IllegalArgumentException("not a name and a jar: " + word);
        }
        return new Variant(parts.group(1), Optional.of(Path.of(parts.group(2))));
    }
}
