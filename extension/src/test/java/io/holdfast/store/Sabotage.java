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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

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
            OptionalLong present =
                    node.holds(put.key()) instanceof NodeReply.Hit hit ? OptionalLong.of(hit.cas()) : Put.ABSENT;
            return node.send(new Put(put.key(), put.value(), put.flags(), put.ttlSeconds(), present));
        }
    },

    /** Only the first copy is read: the others are said to equal it. */
    NO_SECOND_READ {
        @Override
        CompletableFuture<NodeReply> send(
                FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
            CompletableFuture<NodeReply> reply = node.send(request);
            if (!(request instanceof Get get) || get.ttlSeconds().isEmpty()) {
                return reply;
            }
            if (get.withValue()) {
                read.put(get.key(), reply);
                return reply.thenApply(answer -> answer); // whoever asked may cancel this one
            }
            return reply.thenCombine(read.getOrDefault(get.key(), reply), Sabotage::asTheOther);
        }
    },

    /** What is in memory is believed: whatever a node holds, it is said to be what this server knows of it. */
    NOT_CONFIRMED {
        @Override
        CompletableFuture<NodeReply> send(
                FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
            CompletableFuture<NodeReply> reply = node.send(request);
            if (request instanceof Put put) {
                read.put(
                        place(node, put.key()),
                        reply.thenApply(answer -> answer instanceof NodeReply.Stored stored
                                ? new NodeReply.Hit(null, put.flags(), stored.cas(), put.ttlSeconds())
                                : answer));
            } else if (request instanceof Get get && get.withValue()) {
                read.put(place(node, get.key()), reply.thenApply(answer -> answer));
            } else if (request instanceof Get get) {
                return reply.thenCombine(
                        read.getOrDefault(place(node, get.key()), reply), (now, known) -> asBefore(now, known));
            }
            return reply;
        }
    },

    /** A save does not know what its request was handed. */
    HANDS_FORGOTTEN {
        @Override
        void saving(OpenSession session) {
            Insides.CARTS.forEach(name -> session.unit().hands().hold(AttributeKinds.APPLICATION + name, null, 0));
        }
    },

    /** What was handed out is looked at no more when its request is over. */
    LATE_CHANGES_DROPPED {
        @Override
        void over(SessionEngine engine, OpenSession session) {
            List<Hands> others = session.live().handsOfOthers(session.unit());
            eachSlot(session, slot -> {
                LiveValue value = slot.value();
                if (value != null && others.stream().noneMatch(hands -> hands.holds(value))) {
                    value.compared(value.handings());
                }
            });
        }
    },

    /** The end of a request is the end of its live session, whoever else uses it. */
    LET_GO_IN_USE {
        @Override
        void over(SessionEngine engine, OpenSession session) {
            engine.liveSessions().forget(session.live());
        }
    },

    /** Each request decodes its own objects. */
    OBJECTS_APART {
        @Override
        void opened(OpenSession session) {
            eachSlot(session, Slot::letGo);
        }
    };

    private static String place(FakeNode node, String key) {
        return node.node().name() + key;
    }

    private static void eachSlot(OpenSession session, Consumer<Slot> what) {
        List<Slot> slots = session.live().table().find((name, slot) -> slot);
        slots.forEach(what);
    }

    private static NodeReply asBefore(NodeReply now, NodeReply known) {
        return now instanceof NodeReply.Hit hit && known instanceof NodeReply.Hit before
                ? new NodeReply.Hit(null, before.flags(), before.cas(), hit.ttlSeconds())
                : now;
    }

    /**
     * Sends, or does something else.
     *
     * @param read the last reading of a value, by key, of the server that sends
     */
    CompletableFuture<NodeReply> send(
            FakeNode node, NodeRequest request, Map<String, CompletableFuture<NodeReply>> read) {
        return node.send(request);
    }

    /** A request has opened the session. */
    void opened(OpenSession session) {}

    /** A request is about to save. */
    void saving(OpenSession session) {}

    /** A request is over. */
    void over(SessionEngine engine, OpenSession session) {}

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
