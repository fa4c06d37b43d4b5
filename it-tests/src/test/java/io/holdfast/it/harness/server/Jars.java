package io.holdfast.it.harness.server;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The libraries of the tests, as files. */
public final class Jars {

    private Jars() {}

    /** The one that a class is in. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
