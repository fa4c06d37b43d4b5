package io.holdfast.memcached;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real memcached node, 1.6.10 or newer (from which on the meta protocol is final). Thread-safe.
 *
 * <p>It starts without a connection; the first good {@link #probe} makes one. One connection at a time serves all
 * requests; once it has closed for whatever reason, requests are answered {@link Cause#NOT_CONNECTED} until a probe has
 * made and tried another.
 */
public final class MemcachedNode implements NodeClient {

    /**
     * How many probes in a row a connection may leave unanswered. Parting at the first would take a healthy node out of
     * service whenever one of the two machines is busy for a quarter of a second.
     */
    private static final int SILENCES_TO_PART = 3;

    private final Node node;
    private final MemcachedSettings settings;
    private final LongSupplier nanos;
    private final IoThread ioThread;
    private final Dialer dialer;
    private final Proof proof = new Proof();
    private final Advice advice;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile @Nullable NodeConnection connection;
    private volatile boolean closed;
    private volatile NodeIncarnation incarnation = NodeIncarnation.UNKNOWN; // written under probing
    private @Nullable ProcessIdentity identity; // guarded by probing
    private int silences; // guarded by probing

    /**
     * A node that is not connected yet, with an I/O thread of its own.
     *
     * @param nanos a monotonic clock as {@link System#nanoTime}
     * @throws IllegalStateException if the client library, or what it needs, is not there
     */
    public MemcachedNode(Node node, MemcachedSettings settings, LongSupplier nanos) {
        this(node, settings, nanos, new IoThread());
    }

    /**
     * Likewise, one of several.
     *
     * @param ioThread theirs
     */
    public MemcachedNode(Node node, MemcachedSettings settings, LongSupplier nanos, IoThread ioThread) {
        this(node, settings, nanos, ioThread, InetAddress::getAllByName);
    }

    MemcachedNode(
            Node node, MemcachedSettings settings, LongSupplier nanos, IoThread ioThread, Dialer.NameService names) {
        this.node = node;
        this.settings = settings;
        this.nanos = nanos;
        this.ioThread = ioThread;
        this.dialer = new Dialer(node, settings, names);
        this.advice = new Advice(node, settings);
        requireLibrary();
    }

    /** Else the first probe would fail, on a thread that nobody waits for. */
    private static void requireLibrary() {
        try {
            Class.forName("io.holdfast.memcached.NodeConnector");
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    "Holdfast cannot connect to its nodes, for a library is missing (" + e.getMessage()
                            + "): put xmemcached and slf4j-api beside Holdfast's own jar, as Maven and Gradle do",
                    e);
        }
    }

    @Override
    public Node node() {
        return node;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A value that is too large is rejected here and does not reach the node, so its old value stays.
     */
    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        NodeConnection current = connection;
        int limit = limit(current);
        if (request instanceof NodeRequest.Put put && put.value().length > limit) {
            return CompletableFuture.completedFuture(new NodeReply.Rejected("value of " + put.value().length
                    + " bytes is over the limit of " + limit + " bytes; nothing was sent"));
        }
        if (current == null || current.isClosed()) {
            return CompletableFuture.completedFuture(new NodeReply.NoAnswer(Cause.NOT_CONNECTED));
        }
        return current.send(request);
    }

    @Override
    public int maxValueBytes() {
        return limit(connection);
    }

    @Override
    public NodeIncarnation incarnation() {
        return incarnation;
    }

    @Override
    public String concern() {
        return advice.concern();
    }

    private int limit(@Nullable NodeConnection current) {
        return current == null ? settings.maxValueBytes() : Math.min(settings.maxValueBytes(), current.largestValue());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Looking up the host name, which is done for each new connection, takes as long as the system takes.
     */
    @Override
    public NodeReply probe(Duration timeout) {
        Deadline deadline = Deadline.in(timeout, nanos);
        try {
            if (!probing.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return new NodeReply.NoAnswer(Cause.TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NodeReply.NoAnswer(Cause.TIMEOUT);
        }
        try {
            NodeReply reply = probe(deadline);
            advice.answered();
            return reply;
        } catch (Unreachable e) {
            advice.failed(e);
            return e.reply();
        } finally {
            probing.unlock();
        }
    }

    private NodeReply probe(Deadline deadline) throws Unreachable {
        if (closed) {
            throw new Unreachable(Cause.NOT_CONNECTED, "closed");
        }
        NodeConnection current = connection;
        if (current != null && !current.isClosed()) {
            try {
                NodeReply reply = proof.of(current, deadline);
                silences = 0;
                return reply;
            } catch (Unreachable e) {
                if (e.reply().cause() == Cause.TIMEOUT && ++silences < SILENCES_TO_PART) {
                    throw e;
                }
                current.close();
                if (!e.reply().cause().equals(Cause.CLOSED)) {
                    throw e;
                }
            }
        }
        return reconnect(deadline);
    }

    private NodeReply reconnect(Deadline deadline) throws Unreachable {
        Dialer.Line line = dialer.dial(deadline);
        NodeConnection fresh = connect(line);
        try {
            NodeReply reply = proof.of(fresh, deadline);
            meet(line.identity());
            connection = fresh;
            silences = 0;
            advice.connected(line, fresh.largestValue());
            if (closed) {
                fresh.close();
            }
            return reply;
        } catch (Unreachable e) {
            fresh.close();
            throw e;
        }
    }

    private void meet(ProcessIdentity met) {
        if (identity == null || !met.isSameProcessAs(identity)) {
            incarnation = new NodeIncarnation(incarnation.number() + 1, met.memoryBytes());
            identity = met;
        }
    }

    private NodeConnection connect(Dialer.Line line) throws Unreachable {
        try {
            return new NodeConnection(line, ioThread, settings.largestAnswer(), advice::passedOver);
        } catch (IOException e) {
            throw new Unreachable(Cause.CLOSED, e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        NodeConnection current = connection;
        if (current != null) {
            current.close();
        }
    }
}
