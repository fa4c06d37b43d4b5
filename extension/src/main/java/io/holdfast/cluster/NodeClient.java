package io.holdfast.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The port to one node. Thread-safe.
 *
 * <p>Nothing here decides where a session lives or whether a node is well: that is the work of {@link FailoverPolicy}
 * and {@link NodeMonitor}, which is why a failure is a {@link NodeReply} and never an exception.
 */
public interface NodeClient extends AutoCloseable {

    /** The node this client talks to. */
    Node node();

    /**
     * The largest value in bytes that may be written now, at least 1. A larger one is answered
     * {@link NodeReply.Rejected} and not sent. May change with each new connection.
     */
    int maxValueBytes();

    /**
     * The node's process at the last good probe. It changes before {@link #probe} returns and before requests reach the
     * new process. A client that cannot tell answers {@link NodeIncarnation#UNKNOWN} always.
     */
    default NodeIncarnation incarnation() {
        return NodeIncarnation.UNKNOWN;
    }

    /** What an operator should mend although the node serves, in words without addresses; empty if there is nothing. */
    default String concern() {
        return "";
    }

    /**
     * Sends one request and returns at once; the future is completed on an I/O thread, never exceptionally. A node that
     * does not answer leaves the future incomplete until the connection closes: wait with a time limit, then cancel it.
     * A cancelled or unanswered {@link NodeRequest.Put} may still be applied later.
     */
    CompletableFuture<NodeReply> send(NodeRequest request);

    /**
     * Asks the node for proof of life: connects anew if there is no usable connection, then writes and reads a value of
     * its own. Blocks up to {@code timeout}, so it is called from health threads only. A connection that brings no
     * answer to several probes in a row is closed, so the next makes another; {@link #send} uses a new one only after
     * it has been proven.
     *
     * @return {@link NodeReply.Pong}, {@link NodeReply.Rejected} if the node lives but would not store the value, or
     *     {@link NodeReply.NoAnswer}
     */
    NodeReply probe(Duration timeout);

    /**
     * Releases connections and threads; does not block. Requests under way are answered {@link NodeReply.Cause#CLOSED},
     * later ones {@link NodeReply.Cause#NOT_CONNECTED}.
     */
    @Override
    void close();
}
