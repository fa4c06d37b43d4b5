package io.holdfast.store;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a protocol without one of its parts would do, brought about on the way to the nodes. */
enum Sabotage {
    NONE,

    /** A session that ends is deleted. */
    NO_TOMBSTONES {
        @Override
        CompletableFuture<NodeReply> send(
                FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
            if (!(request instanceof Put put) || !isTombstone(put)) {
                return node.send(request);
            }
            return node.send(new Get(put.key(), false, Get.KEEP_TTL)).thenApply(reply -> {
                if (reply instanceof NodeReply.NoAnswer) {
                    return reply;
                }
                node.evict(put.key());
                return new NodeReply.Stored(1);
            });
        }
    },

    /** A write asks nothing of what is there. */
    NO_CAS {
        @Override
        CompletableFuture<NodeReply> send(
                FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
            if (!(request instanceof Put put)) {
                return node.send(request);
            }
            node.lagBy(Duration.ZERO); // what is there now is what is there when it arrives
            long present = node.holds(put.key()) instanceof NodeReply.Hit hit ? hit.cas() : Put.ABSENT;
            return node.send(new Put(put.key(), put.value(), put.flags(), put.ttlSeconds(), present));
        }
    },

    /** Only the first copy is read: the others are said to equal it. */
    NO_SECOND_READ {
        @Override
        CompletableFuture<NodeReply> send(
                FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
            CompletableFuture<NodeReply> reply = node.send(request);
            if (!(request instanceof Get get) || get.ttlSeconds() == Get.KEEP_TTL) {
                return reply;
            }
            if (get.withValue()) {
                read.put(get.key(), reply);
                return reply.thenApply(answer -> answer); // whoever asked may cancel this one
            }
            return reply.thenCombine(read.getOrDefault(get.key(), reply), Sabotage::asTheOther);
        }
    };

    /**
     * Sends, or does something else.
     *
     * @param read the last reading of a value, by key, of the server that sends
     */
    CompletableFuture<NodeReply> send(
            FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
        return node.send(request);
    }

    private static NodeReply asTheOther(NodeReply mine, NodeReply other) {
        return mine instanceof NodeReply.Hit own && other instanceof NodeReply.Hit hit
                ? new NodeReply.Hit(null, hit.flags(), own.cas(), own.ttlSeconds())
                : mine;
    }

    private static boolean isTombstone(Put put) {
        try {
            return TestKeys.NODES.decode(put.key(), put.value()) instanceof Tombstone;
        } catch (RecordUnreadableException e) {
            throw new AssertionError("the engine sent what it cannot read", e);
        }
    }
}
