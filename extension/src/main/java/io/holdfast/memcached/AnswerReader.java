package io.holdfast.memcached;

import io.holdfast.cluster.NodeReply;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer to a meta command (memcached's {@code doc/protocol.txt}, "Meta Commands"), fed with whatever has
 * arrived. A line is taken only when it is there as a whole, a value as it comes, so that an answer may be cut
 * anywhere.
 *
 * <p>No content of an answer gets into an exception: it may be a piece of a session.
 */
final class AnswerReader {

    private static final int MAX_LINE_BYTES = 2048;

    /** What was asked, which decides what an answer may be. */
    enum Asked {
        VALUE,
        METADATA,
        WRITE,
        DELETION
    }

    private final Asked asked;
    private final String opaque;
    private final int mostBytes;
    private NodeReply.@Nullable Hit head;
    private byte @Nullable [] body;
    private int filled;
    private int size; // of a value that is passed over
    private int unread; // bytes of it and of its line end that are still to come

    /**
     * @param opaque the number sent along, which the answer must bring back
     * @param mostBytes the largest value that is kept; a larger one takes no memory, whatever length its line tells
     */
    AnswerReader(Asked asked, int opaque, int mostBytes) {
        this.asked = asked;
        this.opaque = Integer.toString(opaque);
        this.mostBytes = mostBytes;
    }

    /**
     * Takes from {@code in} what belongs to this answer.
     *
     * @return the answer, or null while it is not complete; a value over the limit is {@link NodeReply.Rejected}
     * @throws ProtocolException if this cannot be the answer; nothing read after it can be trusted
     */
    @Nullable
    NodeReply read(ByteBuffer in) throws ProtocolException {
        if (unread > 0) {
            return passOver(in);
        }
        if (head == null) {
            String line = takeLine(in);
            if (line == null) {
                return null;
            }
            NodeReply reply = understand(line);
            if (unread > 0) {
                return passOver(in);
            }
            if (body == null) {
                return reply;
            }
            head = (NodeReply.Hit) reply;
        }
        return fill(in, head);
    }

    private static @Nullable String takeLine(ByteBuffer in) throws ProtocolException {
        int start = in.position();
        int end = start;
        while (end < in.limit() && in.get(end) != '\n') {
            end++;
        }
        if (end - start > MAX_LINE_BYTES) {
            throw new ProtocolException("a line of more than " + MAX_LINE_BYTES + " bytes");
        }
        if (end == in.limit()) {
            return null;
        }
        byte[] line = new byte[end - start];
        in.get(line).get();
        if (line.length == 0 || line[line.length - 1] != '\r') {
            throw new ProtocolException("a line that does not end in CR LF");
        }
        return new String(line, 0, line.length - 1, StandardCharsets.ISO_8859_1);
    }

    private NodeReply understand(String line) throws ProtocolException {
        String[] words = line.split(" ", -1);
        String code = words[0];
        if (code.equals("ERROR") || code.equals("CLIENT_ERROR") || code.equals("SERVER_ERROR")) {
            return new NodeReply.Rejected(NodeWords.forLog(line));
        }
        String echo = flag(words, 'O');
        boolean done = code.equals("HD") || code.equals("VA");
        if (echo == null ? done : !echo.equals(opaque)) {
            throw new ProtocolException("the answer to another request");
        }
        if (asked == Asked.WRITE || asked == Asked.DELETION) {
            return switch (code) {
                case "HD" -> asked == Asked.WRITE ? new NodeReply.Stored(number(words, 'c')) : NodeReply.DELETED;
                case "NF" -> NodeReply.MISS;
                case "EX", "NS" -> NodeReply.CONFLICT;
                default -> throw new ProtocolException("no answer to a write");
            };
        }
        if (code.equals("EN")) {
            return NodeReply.MISS;
        }
        if (!code.equals(asked == Asked.VALUE ? "VA" : "HD")) {
            throw new ProtocolException("no answer to a read");
        }
        if (asked == Asked.VALUE) {
            size = size(words);
            if (size > mostBytes) {
                unread = size + 2;
            } else {
                body = new byte[size + 2];
            }
        }
        int ttl = (int) number(words, 't');
        return new NodeReply.Hit(
                null,
                (int) number(words, 'f'),
                number(words, 'c'),
                ttl < 0 ? OptionalInt.empty() : OptionalInt.of(ttl));
    }

    private @Nullable NodeReply fill(ByteBuffer in, NodeReply.Hit head) throws ProtocolException {
        byte[] bytes = body;
        if (bytes == null) {
            throw new IllegalStateException("no value is expected");
        }
        int count = Math.min(in.remaining(), bytes.length - filled);
        in.get(bytes, filled, count);
        filled += count;
        if (filled < bytes.length) {
            return null;
        }
        requireLineEnd(bytes[filled - 2] == '\r' && bytes[filled - 1] == '\n');
        byte[] value = new byte[filled - 2];
        System.arraycopy(bytes, 0, value, 0, value.length);
        return new NodeReply.Hit(value, head.flags(), head.cas(), head.ttlSeconds());
    }

    /** Reads a value to its end without keeping it, so that the answers behind it are not lost. */
    private @Nullable NodeReply passOver(ByteBuffer in) throws ProtocolException {
        int count = Math.min(in.remaining(), Math.max(0, unread - 2));
        in.position(in.position() + count);
        unread -= count;
        while (unread <= 2 && unread > 0 && in.hasRemaining()) {
            requireLineEnd(in.get() == (unread == 2 ? '\r' : '\n'));
            unread--;
        }
        return unread > 0
                ? null
                : new NodeReply.Rejected(
                        "value of " + size + " bytes is over the limit of " + mostBytes + " bytes; not read");
    }

    /** The length of a value that was over the limit; 0 if none was. */
    int tooLarge() {
        return size > mostBytes ? size : 0;
    }

    private static void requireLineEnd(boolean isOne) throws ProtocolException {
        if (!isOne) {
            throw new ProtocolException("a value that does not end in CR LF");
        }
    }

    private static int size(String[] words) throws ProtocolException {
        long size = words.length < 2 ? -1 : parse(words[1]);
        if (size < 0 || size > MemcachedSettings.MAX_VALUE_BYTES) {
            throw new ProtocolException("a value of " + size + " bytes");
        }
        return (int) size;
    }

    private static long number(String[] words, char flag) throws ProtocolException {
        String number = flag(words, flag);
        if (number == null) {
            throw new ProtocolException("an answer without the flag " + flag);
        }
        return parse(number);
    }

    /** CAS tokens take all 64 bits, client flags all 32, and a time to live of -1 stands for none. */
    private static long parse(String number) throws ProtocolException {
        try {
            return number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
        } catch (NumberFormatException e) {
            throw new ProtocolException("not a number where one belongs");
        }
    }

    private static @Nullable String flag(String[] words, char flag) {
        for (int i = 1; i < words.length; i++) {
            if (!words[i].isEmpty() && words[i].charAt(0) == flag) {
                return words[i].substring(1);
            }
        }
        return null;
    }
}
