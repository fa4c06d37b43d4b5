package io.holdfast.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes in memory, up to a bound: a TreeMap that two threads have changed at once may go round in itself, and be
 * written for ever.
 */
final class BoundedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final long bound;
    private boolean full;

    BoundedBytes(long bound) {
        this.bound = bound;
    }

    @Override
    public void write(int single) throws IOException {
        require(1);
        bytes.write(single);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        require(length);
        bytes.write(from, offset, length);
    }

    private void require(int more) throws IOException {
        full |= bytes.size() + (long) more > bound;
        if (full) {
            throw new IOException("more than " + bound + " bytes");
        }
    }

    /** Whether there was more than the bound. */
    boolean isFull() {
        return full;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
