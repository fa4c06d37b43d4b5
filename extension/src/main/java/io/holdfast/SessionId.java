package io.holdfast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret a browser holds: 24 bytes, written as 32 characters of the URL-safe Base64 alphabet (RFC 4648 section 5).
 *
 * <p>{@link #toString()} shows a fingerprint only, so that an id cannot reach a log by accident. Immutable.
 */
public final class SessionId {

    /** Characters of every id. */
    public static final int LENGTH = 32;

    /** Bytes of every id. */
    public static final int BYTES = LENGTH / 4 * 3;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String value;

    private SessionId(String value) {
        this.value = value;
    }

    /** The id of these {@value #BYTES} bytes, of which nobody can guess enough. */
    public static SessionId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id of " + bytes.length + " bytes instead of " + BYTES);
        }
        return new SessionId(BASE64URL.encodeToString(bytes));
    }

    /** The id that {@code text} is, or empty if it cannot be one; null is no id. */
    public static Optional<SessionId> parse(@Nullable String text) {
        if (text == null || text.length() != LENGTH || !text.chars().allMatch(SessionId::isBase64Url)) {
            return Optional.empty();
        }
        return Optional.of(new SessionId(text));
    }

    private static boolean isBase64Url(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** The secret itself, for the cookie and for {@code HttpSession.getId()} only. */
    public String value() {
        return value;
    }

    /** The bytes that it is made of. */
    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The first 32 bits of the id's SHA-256, enough to recognise a session by, useless to enter it. */
    @Override
    public String toString() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return "session#" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }
}
