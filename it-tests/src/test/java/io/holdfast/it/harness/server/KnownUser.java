package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody whom every server knows by its own means, in one role. */
public final class KnownUser {

    public static final String NAME = "bea";
    public static final String PASSWORD = "known-by-all";
    public static final String ROLE = "resident";

    private KnownUser() {}

    /** Puts the three in place of {@code {name}}, {@code {password}} and {@code {role}}. */
    static String in(String configuration) {
        return configuration
                .replace("{name}", NAME)
                .replace("{password}", PASSWORD)
                .replace("{role}", ROLE);
    }

    /** A file of commands, in {@code folder}, by which a Payara gets to know the user once it runs. */
    static Path payarasCommand(Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "AS_ADMIN_USERPASSWORD=" + PASSWORD + "\n");
        return Files.writeString(
                folder.resolve("after-boot"),
                in("create-file-user --groups {role} --passwordfile " + password + " {name}\n"));
    }
}
