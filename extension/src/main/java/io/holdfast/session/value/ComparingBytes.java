package io.holdfast.session.value;

import io.holdfast.session.SizedBytes;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes bytes that are most likely those of before: as long as they are, nothing is kept, and in the end it is the
 * array of before. Not thread-safe.
 */
final class ComparingBytes extends OutputStream {

    private static final int FIRST_SIZE = 256;

    private final byte[] before;
    private int alike;
    private @Nullable SizedBytes other; // from the first difference on; null while there is none

    /** @param before empty if nothing is known */
    ComparingBytes(byte[] before) {
        this.before = before;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        SizedBytes out = other;
        if (out == null) {
            int end = alike + length;
            if (end <= before.length && Arrays.equals(before, alike, end, bytes, from, from + length)) {
                alike = end;
                return;
            }
            out = new SizedBytes(Math.max(FIRST_SIZE, Math.max(before.length, end)));
            out.write(before, 0, alike);
            other = out;
        }
        out.write(bytes, from, length);
    }

    int size() {
        SizedBytes out = other;
        return out == null ? alike : out.size();
    }

    /** What was written: {@code before} itself if it is that; nothing more may be written. */
    byte[] taken() {
        SizedBytes out = other;
        if (out != null) {
            return out.taken();
        }
        return alike == before.length ? before : Arrays.copyOf(before, alike);
    }
}
