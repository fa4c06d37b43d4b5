package io.holdfast.memcached;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedHandler;
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
    private static final int MOST_WITHOUT_KEY = 100;
    private static final int MOST_TO_READ_WITHOUT_KEY = 40;

    private final Receiver receiver;
    private final AnswerReader.Asked asked;
    private final AnswerReader reader;
    private final CommandLine line;
    private byte @Nullable [] value;
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

    private MetaCommand(Receiver receiver, AnswerReader.Asked asked, int opaque, CommandLine line) {
        this(receiver, asked, opaque, line, null);
    }

    private MetaCommand(
            Receiver receiver, AnswerReader.Asked asked, int opaque, CommandLine line, byte @Nullable [] value) {
        super(CommandType.NOOP); // not a type whose commands the library would rewrite into one
        this.receiver = receiver;
        this.asked = asked;
        this.reader = new AnswerReader(asked, opaque, receiver.largestAnswer());
        this.line = line.put(" O").put(Integer.toUnsignedLong(opaque)).put(CR_LF);
        this.value = value;
        setIoBuffer(MemcachedHandler.EMPTY_BUF); // Batches gives it one; the library encodes what has none
    }

    /** In bytes. */
    int length() {
        return line.length() + (value == null ? 0 : value.length + CR_LF.length);
    }

    /** Once: the value is garbage from here on, however long the answer takes. */
    void moveTo(ByteBuffer buffer) {
        line.copyTo(buffer);
        if (value != null) {
            buffer.put(value).put(CR_LF);
            value = null;
        }
    }

    static MetaCommand of(NodeRequest request, int opaque, Receiver receiver) {
        int most = request instanceof NodeRequest.Get ? MOST_TO_READ_WITHOUT_KEY : MOST_WITHOUT_KEY;
        CommandLine line = new CommandLine(most + request.key().length());
        if (request instanceof NodeRequest.Put put) {
            line.put("ms ").put(put.key()).put(" ").put(put.value().length);
            if (put.cas().isPresent()) {
                line.put(" C").put(put.cas().getAsLong());
            } else {
                line.put(" ME");
            }
            line.put(" F").put(Integer.toUnsignedLong(put.flags()));
            return write(line, put.value(), put.ttlSeconds(), opaque, receiver);
        }
        if (request instanceof NodeRequest.Delete delete) {
            line.put("md ").put(delete.key()).put(" C").put(delete.cas());
            return new MetaCommand(receiver, AnswerReader.Asked.DELETION, opaque, line);
        }
        NodeRequest.Get get = (NodeRequest.Get) request;
        line.put("mg ").put(get.key()).put(get.withValue() ? " v f c t" : " f c t");
        if (get.ttlSeconds().isPresent()) {
            // worked in order: t tells the time to live before T changes it
            line.put(" T").put(get.ttlSeconds().getAsInt());
        }
        AnswerReader.Asked asked = get.withValue() ? AnswerReader.Asked.VALUE : AnswerReader.Asked.METADATA;
        return new MetaCommand(receiver, asked, opaque, line);
    }

    /** A write without condition, which only a probe may do to a key of its own. */
    static MetaCommand set(String key, byte[] value, int ttlSeconds, int opaque, Receiver receiver) {
        CommandLine line = new CommandLine(MOST_WITHOUT_KEY + key.length())
                .put("ms ")
                .put(key)
                .put(" ")
                .put(value.length)
                .put(" MS");
        return write(line, value, ttlSeconds, opaque, receiver);
    }

    private static MetaCommand write(CommandLine line, byte[] value, int ttlSeconds, int opaque, Receiver receiver) {
        line.put(" T").put(ttlSeconds).put(" c");
        return new MetaCommand(receiver, AnswerReader.Asked.WRITE, opaque, line, value);
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
        // encoded when it is sent
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
