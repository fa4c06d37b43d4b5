package io.holdfast.memcached;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How this application talks to its nodes. Immutable.
 *
 * @param connectTimeout the longest wait for a TCP connection, at least a millisecond; a probe's own limit counts too
 * @param maxValueBytes the largest value that is sent, 1 to {@link #MAX_VALUE_BYTES}; less if the node itself takes
 *     less
 * @param credentials asked at each new connection, on a health thread; empty if none are configured
 */
public record MemcachedSettings(
        Duration connectTimeout, int maxValueBytes, Supplier<Optional<Credentials>> credentials) {

    /** The largest value that is sent or accepted from a node: 64 MiB. */
    public static final int MAX_VALUE_BYTES = 64 << 20;

    /** How much more than the largest value an answer may be: what surrounds a record that another server wrote. */
    private static final int ANSWER_OVERHEAD_BYTES = 1024;

    public MemcachedSettings {
        if (connectTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("connectTimeout must be >= 1 ms but is " + connectTimeout);
        }
        if (maxValueBytes < 1 || maxValueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "maxValueBytes must be >= 1 and <= " + MAX_VALUE_BYTES + " but is " + maxValueBytes);
        }
    }

    /** Settings for nodes that demand no password. */
    public MemcachedSettings(Duration connectTimeout, int maxValueBytes) {
        this(connectTimeout, maxValueBytes, Optional::empty);
    }

    /** The largest value in bytes that is read from a node. */
    int largestAnswer() {
        return Math.min(MAX_VALUE_BYTES, maxValueBytes + ANSWER_OVERHEAD_BYTES);
    }
}
