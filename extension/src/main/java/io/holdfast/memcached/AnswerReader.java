package io.holdfast.memcached;

import io.holdfast.cluster.NodeReply;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
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

    private static final int HD = code('H', 'D');
    private static final int VA = code('V', 'A');
    private static final int EN = code('E', 'N');
    private static final int NF = code('N', 'F');
    private static final int NS = code('N', 'S');
    private static final int EX = code('E', 'X');
    private static final int OTHER = 0;

    /** What was asked, which decides what an answer may be. */
    enum Asked {
        VALUE,
        METADATA,
        WRITE,
        DELETION
    }

    private final Asked asked;
    private final long opaque;
    private final int mostBytes;
    private NodeReply.@Nullable Hit head;
    private byte @Nullable [] body;
    private int filled; // bytes of the body and its line end that have come
    private int size; // of a value that is passed over
    private int unread; // bytes of it and of its line end that are still to come

    /**
     * @param opaque the number sent along, which the answer must bring back
     * @param mostBytes the largest value that is kept; a larger one takes no memory, whatever length its line tells
     */
    AnswerReader(Asked asked, int opaque, int mostBytes) {
        this.asked = asked;
        this.opaque = Integer.toUnsignedLong(opaque);
        this.mostBytes = mostBytes;
    }

    private static int code(int first, int second) {
        return first << 8 | second;
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
            AnswerLine line = takeLine(in);
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
        return fill(in, head, body);
    }

    private static @Nullable AnswerLine takeLine(ByteBuffer in) throws ProtocolException {
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
        in.position(end + 1);
        if (end == start || in.get(end - 1) != '\r') {
            throw new ProtocolException("a line that does not end in CR LF");
        }
        return new AnswerLine(in, start, end - 1);
    }

    private NodeReply understand(AnswerLine line) throws ProtocolException {
        int code = line.firstWordLength() == 2 ? code(line.at(0), line.at(1)) : OTHER;
        if (code == OTHER && isError(line.firstWord())) {
            return new NodeReply.Rejected(NodeWords.forLog(line.text()));
        }
        boolean done = code == HD || code == VA;
        if (line.has('O') ? line.number('O') != opaque : done) {
            throw new ProtocolException("the answer to another request");
        }
        if (asked == Asked.WRITE || asked == Asked.DELETION) {
            return understandWrite(code, line);
        }
        if (code == EN) {
            return NodeReply.MISS;
        }
        if (code != (asked == Asked.VALUE ? VA : HD)) {
            throw new ProtocolException("no answer to a read");
        }
        if (asked == Asked.VALUE) {
            size = size(line);
            if (size > mostBytes) {
                unread = size + 2;
            } else {
                body = new byte[size];
            }
        }
        long ttl = line.number('t'); // -1 stands for none
        return new NodeReply.Hit(
                null,
                (int) line.number('f'),
                line.number('c'),
                ttl < 0 ? OptionalInt.empty() : OptionalInt.of((int) ttl));
    }

    private static boolean isError(String word) {
        return word.equals("ERROR") || word.equals("CLIENT_ERROR") || word.equals("SERVER_ERROR");
    }

    private NodeReply understandWrite(int code, AnswerLine line) throws ProtocolException {
        if (code == HD) {
            return asked == Asked.WRITE ? new NodeReply.Stored(line.number('c')) : NodeReply.DELETED;
        }
        if (code == NF) {
            return NodeReply.MISS;
        }
        if (code == EX || code == NS) {
            return NodeReply.CONFLICT;
        }
        throw new ProtocolException("no answer to a write");
    }

    private @Nullable NodeReply fill(ByteBuffer in, NodeReply.Hit head, byte @Nullable [] value)
            throws ProtocolException {
        if (value == null) {
            throw new IllegalStateException("no value is expected");
        }
        int count = Math.min(in.remaining(), value.length - filled);
        if (count > 0) {
            in.get(value, filled, count);
            filled += count;
        }
        while (filled >= value.length && filled < value.length + 2 && in.hasRemaining()) {
            requireLineEnd(in.get() == (filled == value.length ? '\r' : '\n'));
            filled++;
        }
        return filled < value.length + 2 ? null : new NodeReply.Hit(value, head.flags(), head.cas(), head.ttlSeconds());
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

    private static int size(AnswerLine line) throws ProtocolException {
        long size = line.secondWordAsNumber();
        if (size < 0 || size > MemcachedSettings.MAX_VALUE_BYTES) {
            throw new ProtocolException("a value of " + size + " bytes");
        }
        return (int) size;
    }
}
