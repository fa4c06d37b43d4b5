package io.holdfast.memcached;

import java.nio.ByteBuffer;

/**
 * The bytes of a command, put together without a string for each part, as two of them belong to every request. Not
 * thread-safe.
 */
final class CommandLine {

    private final byte[] bytes;
    private int length;

    /** @param most how many bytes it may have */
    CommandLine(int most) {
        this.bytes = new byte[most];
    }

    /** @param ascii of these characters only */
    CommandLine put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** In decimal digits, all 64 bits as one number without a sign. */
    CommandLine put(long unsigned) {
        if (unsigned < 0) {
            return put(Long.toUnsignedString(unsigned));
        }
        int end = length + digits(unsigned);
        long left = unsigned;
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length = end;
        return this;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long left = number; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    CommandLine put(byte[] value) {
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    int length() {
        return length;
    }

    void copyTo(ByteBuffer buffer) {
        buffer.put(bytes, 0, length);
    }
}
