package io.holdfast.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;
import org.jspecify.annotations.Nullable;

/**
 * A meta command on its way through the client library: {@code mg} to read, {@code ms} to write, {@code md} to delete
 * (memcached's {@code doc/protocol.txt}, "Meta Commands").
 *
 * <p>Each carries an opaque number which memcached repeats in the answer. The protocol is a plain queue, so one answer
 * too many or too few would hand every later request the answer of its neighbour, that is, another user's session.
 */
final class MetaCommand extends Command {

    private static final byte[] CR_LF = {'\r', '\n'};

    private final Receiver receiver;
    private final AnswerReader.Asked asked;
    private final AnswerReader reader;
    private final CompletableFuture<NodeReply> reply = new CompletableFuture<>();

    /** The connection that it is sent on; called on the I/O thread. */
    interface Receiver {

        /** The largest value in bytes that is read; one that is larger is passed over. */
        int largestAnswer();

        /** A value of so many bytes was passed over. */
        void tooLarge(int bytes);

        /** {@code command} was answered. */
        void answered(MetaCommand command, NodeReply answer);
    }

    private MetaCommand(Receiver receiver, AnswerReader.Asked asked, int opaque, String line, byte @Nullable [] value) {
        super(CommandType.NOOP); // not a type whose commands the library would rewrite into one
        this.receiver = receiver;
        this.asked = asked;
        this.reader = new AnswerReader(asked, opaque, receiver.largestAnswer());
        setIoBuffer(IoBuffer.wrap(bytes(line + " O" + opaque, value)));
    }

    static MetaCommand of(NodeRequest request, int opaque, Receiver receiver) {
        if (request instanceof NodeRequest.Put put) {
            String condition = put.cas().isEmpty()
                    ? "ME"
                    : "C" + Long.toUnsignedString(put.cas().getAsLong());
            return write(put.key(), put.value(), condition + flags(put.flags()), put.ttlSeconds(), opaque, receiver);
        }
        if (request instanceof NodeRequest.Delete delete) {
            String line = "md " + delete.key() + " C" + Long.toUnsignedString(delete.cas());
            return new MetaCommand(receiver, AnswerReader.Asked.DELETION, opaque, line, null);
        }
        NodeRequest.Get get = (NodeRequest.Get) request;
        // worked in order: t tells the time to live before T changes it
        String touch = get.ttlSeconds().isEmpty() ? "" : " T" + get.ttlSeconds().getAsInt();
        String line = "mg " + get.key() + (get.withValue() ? " v f c t" : " f c t") + touch;
        AnswerReader.Asked asked = get.withValue() ? AnswerReader.Asked.VALUE : AnswerReader.Asked.METADATA;
        return new MetaCommand(receiver, asked, opaque, line, null);
    }

    /** A write without condition, which only a probe may do to a key of its own. */
    static MetaCommand set(String key, byte[] value, int ttlSeconds, int opaque, Receiver receiver) {
        return write(key, value, "MS", ttlSeconds, opaque, receiver);
    }

    private static MetaCommand write(
            String key, byte[] value, String mode, int ttlSeconds, int opaque, Receiver receiver) {
        String line = "ms " + key + " " + value.length + " " + mode + " T" + ttlSeconds + " c";
        return new MetaCommand(receiver, AnswerReader.Asked.WRITE, opaque, line, value);
    }

    private static String flags(int flags) {
        return " F" + Integer.toUnsignedString(flags);
    }

    /** The library copies whole arrays, so the array is exactly as long as the command. */
    private static byte[] bytes(String line, byte @Nullable [] value) {
        byte[] head = line.getBytes(StandardCharsets.US_ASCII);
        int length = head.length + 2 + (value == null ? 0 : value.length + 2);
        ByteBuffer bytes = ByteBuffer.allocate(length).put(head).put(CR_LF);
        if (value != null) {
            bytes.put(value).put(CR_LF);
        }
        return bytes.array();
    }

    CompletableFuture<NodeReply> reply() {
        return reply;
    }

    /**
     * Whether the node may have read the value as if it were commands, because it did not understand the line before.
     */
    boolean hasLostCount(NodeReply answer) {
        return asked == AnswerReader.Asked.WRITE
                && answer instanceof NodeReply.Rejected rejected
                && !rejected.message().startsWith("SERVER_ERROR");
    }

    @Override
    public void encode() {
        // encoded by the constructor
    }

    @Override
    public boolean decode(MemcachedTCPSession session, ByteBuffer buffer) {
        NodeReply answer;
        try {
            answer = reader.read(buffer);
        } catch (ProtocolException e) {
            receiver.answered(this, new NodeReply.NoAnswer(NodeReply.Cause.PROTOCOL));
            return false;
        }
        if (answer == null) {
            return false;
        }
        if (reader.tooLarge() > 0) {
            receiver.tooLarge(reader.tooLarge());
        }
        receiver.answered(this, answer);
        return true;
    }

    /** The library writes this to its debug log: no key, no value. */
    @Override
    public String toString() {
        return "MetaCommand " + asked;
    }
}
