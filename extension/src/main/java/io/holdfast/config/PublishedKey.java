package io.holdfast.config;

import java.nio.charset.StandardCharsets;

/** The key of those who want none: everybody knows it. */
public final class PublishedKey {

    private static final String TEXT = "holdfast's published key, no key";

    private PublishedKey() {}

    /** Its 32 bytes. */
    public static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.US_ASCII);
    }
}
