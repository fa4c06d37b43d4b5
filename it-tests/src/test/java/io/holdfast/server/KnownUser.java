package io.holdfast.server;

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
}
