package io.holdfast.memcached;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Proof that a node keeps what it is given: a write of a value never used before, and its reading, in one round trip.
 */
final class Proof {

    private static final int TTL_SECONDS = 60;

    /** Of this process alone, so that two application servers do not spoil each other's proofs. */
    private final String key = "holdfast-probe-" + UUID.randomUUID();

    private final AtomicLong count = new AtomicLong();

    /**
     * @return {@link NodeReply.Pong}, or {@link NodeReply.Rejected} if the node is alive but would not take the value
     * @throws Unreachable if the node did not answer in time, or not as memcached does
     */
    NodeReply of(NodeConnection connection, Deadline deadline) throws Unreachable {
        byte[] value = Long.toString(count.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
        CompletableFuture<NodeReply> write = connection.set(key, value, TTL_SECONDS);
        CompletableFuture<NodeReply> read = connection.send(new NodeRequest.Get(key, true, NodeRequest.Get.KEEP_TTL));
        NodeReply written = await(write, deadline);
        if (written instanceof NodeReply.Rejected rejected) {
            if (rejected.message().startsWith("SERVER_ERROR")) {
                return rejected;
            }
            throw new Unreachable(Cause.PROTOCOL, "it answered " + rejected.message() + " to ms");
        }
        NodeReply found = await(read, deadline);
        if (found instanceof NodeReply.Hit hit && Arrays.equals(hit.value(), value)) {
            return NodeReply.PONG;
        }
        throw new Unreachable(Cause.PROTOCOL, "it did not return what was just written");
    }

    private static NodeReply await(CompletableFuture<NodeReply> reply, Deadline deadline) throws Unreachable {
        try {
            NodeReply answer = reply.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (answer instanceof NodeReply.NoAnswer none) {
                throw new Unreachable(none.cause(), none.cause().words());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Cause.TIMEOUT, "interrupted");
        } catch (TimeoutException e) {
            throw new Unreachable(Cause.TIMEOUT, "no answer in time");
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("nobody else holds this future", e);
        }
    }
}
