package io.holdfast.memcached;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare blocking socket, and the shortest way to read what memcached answers. For one thread. */
final class PlainConnection {

    private final byte[] buffer = new byte[64 * 1024];
    private final Socket socket;
    private int from;
    private int to;
    private long cas;

    PlainConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    static byte[] ascii(String command) {
        return command.getBytes(StandardCharsets.US_ASCII);
    }

    void send(byte[] command) throws IOException {
        socket.getOutputStream().write(command);
    }

    /** The value of {@code VA <size> ...}; nothing of {@code HD ...}. */
    byte[] receive() throws IOException {
        boolean isValue = next() == 'V';
        TwoNodes.require(isValue || buffer[from - 1] == 'H');
        int size = 0;
        next();
        for (int blank = next(); blank == ' '; ) {
            int first = next();
            boolean isNumber = first <= '9';
            long number = isNumber ? first - '0' : 0;
            for (blank = next(); blank > ' '; blank = next()) {
                number = 10 * number + blank - '0';
            }
            size = isNumber ? (int) number : size;
            cas = first == 'c' ? number : cas;
        }
        next();
        byte[] value = take(size);
        if (isValue) {
            next();
            next();
        }
        return value;
    }

    /** Of the last answer. */
    long cas() {
        return cas;
    }

    private byte[] take(int size) throws IOException {
        byte[] taken = new byte[size];
        for (int filled = 0; filled < size; ) {
            fillIfEmpty();
            int some = Math.min(size - filled, to - from);
            System.arraycopy(buffer, from, taken, filled, some);
            from += some;
            filled += some;
        }
        return taken;
    }

    private int next() throws IOException {
        fillIfEmpty();
        return buffer[from++];
    }

    private void fillIfEmpty() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, socket.getInputStream().read(buffer));
            if (to == 0) {
                throw new EOFException();
            }
        }
    }

    void close() throws IOException {
        socket.close();
    }
}
