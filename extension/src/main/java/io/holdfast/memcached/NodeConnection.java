package io.holdfast.memcached;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;

/**
 * One connection to a node, from its first request to its end; never reconnected. Thread-safe; nothing here blocks.
 *
 * <p>Requests are kept until they are answered, because the library forgets those it had not sent yet when a connection
 * closes.
 */
final class NodeConnection implements MetaCommand.Receiver {

    private final Set<MetaCommand> unanswered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opaques = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SocketChannel channel;
    private final int largestValue;
    private final int largestAnswer;
    private final IntConsumer largeRecords;
    private final AtomicBoolean toldOfLargeRecords = new AtomicBoolean();
    private final IoThread ioThread;
    private final NodeConnector connector;
    private final MemcachedTCPSession session;

    /**
     * Takes over the line's channel, and closes it if that fails.
     *
     * @param largestAnswer the largest value in bytes that is read; one that is larger is passed over
     * @param largeRecords told once, on the I/O thread, how large such a one is
     */
    NodeConnection(Dialer.Line line, IoThread ioThread, int largestAnswer, IntConsumer largeRecords)
            throws IOException {
        this.largestAnswer = largestAnswer;
        this.largeRecords = largeRecords;
        this.channel = line.channel();
        this.largestValue = line.largestValue().orElse(Integer.MAX_VALUE);
        this.ioThread = ioThread;
        try {
            this.connector = ioThread.take();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        try {
            this.session = connector.adopt(channel, this::closed);
        } catch (IOException | RuntimeException e) {
            closed();
            throw e;
        }
    }

    /** The largest value in bytes that the node takes, {@link Integer#MAX_VALUE} if it would not tell. */
    int largestValue() {
        return largestValue;
    }

    @Override
    public int largestAnswer() {
        return largestAnswer;
    }

    @Override
    public void tooLarge(int bytes) {
        if (toldOfLargeRecords.compareAndSet(false, true)) {
            largeRecords.accept(bytes);
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    CompletableFuture<NodeReply> send(NodeRequest request) {
        return send(MetaCommand.of(request, opaques.incrementAndGet(), this));
    }

    /** Writes without a condition; see {@link MetaCommand#set}. */
    CompletableFuture<NodeReply> set(String key, byte[] value, int ttlSeconds) {
        return send(MetaCommand.set(key, value, ttlSeconds, opaques.incrementAndGet(), this));
    }

    private CompletableFuture<NodeReply> send(MetaCommand command) {
        unanswered.add(command);
        session.write(command);
        if (isClosed()) { // perhaps before the command was in the set
            finish(command, new NodeReply.NoAnswer(NodeReply.Cause.CLOSED));
        }
        return command.reply();
    }

    @Override
    public void answered(MetaCommand command, NodeReply answer) {
        finish(command, answer);
        if (answer instanceof NodeReply.NoAnswer || command.hasLostCount(answer)) {
            close();
        }
    }

    private void finish(MetaCommand command, NodeReply answer) {
        unanswered.remove(command);
        command.reply().complete(answer);
    }

    void close() {
        session.close();
    }

    /** Called when the session has closed, by the node, by a fault or by {@link #close}. */
    private void closed() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // nobody is left to tell
        }
        unanswered.forEach(command -> finish(command, new NodeReply.NoAnswer(NodeReply.Cause.CLOSED)));
        ioThread.giveBack(connector);
    }
}
