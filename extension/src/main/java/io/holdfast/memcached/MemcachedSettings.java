package io.holdfast.memcached;

import java.time.Duration;

/**
 * How this application talks to its nodes. Immutable.
 *
 * @param connectTimeout the longest wait for a TCP connection, at least a millisecond; a probe's own limit counts too
 * @param maxValueBytes the largest value that is sent, 1 to {@link #MAX_VALUE_BYTES}; less where the node itself takes
 *     less
 */
public record MemcachedSettings(Duration connectTimeout, int maxValueBytes) {

    /** The largest value that is sent or accepted from a node: 64 MiB. */
    public static final int MAX_VALUE_BYTES = 64 << 20;

    public MemcachedSettings {
        if (connectTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("connectTimeout must be >= 1 ms but is " + connectTimeout);
        }
        if (maxValueBytes < 1 || maxValueBytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "maxValueBytes must be >= 1 and <= " + MAX_VALUE_BYTES + " but is " + maxValueBytes);
        }
    }
}
