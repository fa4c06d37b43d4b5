package io.holdfast.store;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Delete;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.TestKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Whoever reads and writes what nodes hold, and has no key of the servers. Nobody counts his commands. */
final class Attacker {

    /** Longer than any session here lives. */
    static final int LONG = 2_000_000;

    /** A key that no server has. */
    static final KeyChain KEYS = TestKeys.chain("test", TestKeys.key("his", 77));

    private final Map<String, FakeNode> nodes = new LinkedHashMap<>();

    /** What a node held. */
    record Item(byte[] value, int flags) {}

    Attacker(List<FakeNode> nodes) {
        nodes.forEach(node -> this.nodes.put(node.node().name(), node.seenByAnother()));
    }

    /** A record as well made as can be without a key. */
    static byte[] forged(String key, SessionRecord record) {
        return new RecordCodec(new Seal(KEYS, Purpose.NODE)).encode(key, record).bytes();
    }

    /** What each node holds there now. */
    Map<String, Item> dump(String key) {
        Map<String, Item> items = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            if (node.holds(key) instanceof NodeReply.Hit hit) {
                items.put(name, new Item(hit.value(), hit.flags()));
            }
        });
        return items;
    }

    /** What one of the nodes holds there now. */
    Item copy(String key) {
        return dump(key).values().iterator().next();
    }

    /** Puts it onto that node over whatever lies there, with flags that fit. */
    void plant(FakeNode at, String key, byte[] value, int ttlSeconds) {
        int flags = value.length < Seal.OVERHEAD ? 0 : Seal.digestOf(value);
        plant(at.node().name(), key, new Item(value, flags), ttlSeconds);
    }

    void plant(String name, String key, Item item, int ttlSeconds) {
        FakeNode node = nodes.get(name);
        OptionalLong cas = node.holds(key) instanceof NodeReply.Hit hit ? OptionalLong.of(hit.cas()) : Put.ABSENT;
        NodeReply reply = node.send(new Put(key, item.value(), item.flags(), ttlSeconds, cas))
                .join();
        if (!(reply instanceof NodeReply.Stored)) {
            throw new AssertionError(reply);
        }
    }

    void plantOnAll(String key, Item item, int ttlSeconds) {
        nodes.keySet().forEach(name -> plant(name, key, item, ttlSeconds));
    }

    /** Gives what lies there another time to live. */
    void touch(FakeNode at, String key, int ttlSeconds) {
        NodeReply.Hit hit = (NodeReply.Hit) at.holds(key);
        plant(at.node().name(), key, new Item(hit.value(), hit.flags()), ttlSeconds);
    }

    void touchAll(String key, int ttlSeconds) {
        nodes.values().stream()
                .filter(node -> node.holds(key) instanceof NodeReply.Hit)
                .forEach(node -> touch(node, key, ttlSeconds));
    }

    void delete(FakeNode at, String key) {
        FakeNode node = nodes.get(at.node().name());
        if (node.holds(key) instanceof NodeReply.Hit hit) {
            node.send(new Delete(key, hit.cas())).join();
        }
    }
}
