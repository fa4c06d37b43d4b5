package io.holdfast.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.Locale;

/** Writes to the container's writer, saving the session before the response is committed by that. */
final class SavingWriter extends Writer {

    private static final int MOST_BYTES_A_CHARACTER = 4;

    private final PrintWriter container;
    private final CommitWatch response;
    private final String encoding;

    private SavingWriter(PrintWriter container, String encoding, CommitWatch response) {
        this.container = container;
        this.response = response;
        this.encoding = encoding.toUpperCase(Locale.ROOT);
    }

    static PrintWriter around(PrintWriter container, String encoding, CommitWatch response) {
        return new PrintWriter(new SavingWriter(container, encoding, response)) {
            @Override
            public boolean checkError() {
                boolean ours = super.checkError();
                return container.checkError() || ours;
            }
        };
    }

    @Override
    public void write(char[] text, int from, int length) {
        count(CharBuffer.wrap(text), from, length);
        container.write(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) {
        count(text, from, length);
        container.write(text, from, length);
    }

    private void count(CharSequence text, int from, int length) {
        if (!response.isFull()) {
            response.writing(bytes(text, from, length));
        }
    }

    @Override
    public void flush() {
        response.flushing();
        container.flush();
    }

    @Override
    public void close() throws IOException {
        response.committing();
        container.close();
    }

    /** How many bytes of the container's buffer this takes, or somewhat more. */
    private long bytes(CharSequence text, int from, int length) {
        return switch (encoding) {
            case "ISO-8859-1", "US-ASCII" -> length;
            case "UTF-8" -> bytesInUtf8(text, from, length);
            default -> (long) length * MOST_BYTES_A_CHARACTER;
        };
    }

    // RFC 3629; each half of a surrogate pair stands for two of the pair's four bytes.
    private static long bytesInUtf8(CharSequence text, int from, int length) {
        long bytes = 0;
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
