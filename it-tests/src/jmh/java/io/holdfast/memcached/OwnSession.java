package io.holdfast.memcached;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Hit;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * The session of one thread, in two copies. The client that all share reads and writes it, or two sockets of this
 * thread do, with the same commands.
 */
@State(Scope.Thread)
public class OwnSession {

    private static final int TTL = 1_800;
    private static final int FLAGS = 1;

    @Param({"2048"})
    int bytes;

    private Cluster cluster;
    private Node first;
    private Node second;
    private PlainConnection toFirst;
    private PlainConnection toSecond;
    private String key;
    private byte[] value;
    private byte[] readValue;
    private byte[] readDigest;

    @Setup
    public void begin(TwoNodes nodes, ThreadParams thread) throws IOException {
        cluster = nodes.cluster();
        first = nodes.node(0);
        second = nodes.node(1);
        toFirst = nodes.connect(0);
        toSecond = nodes.connect(1);
        key = "hf:%032d".formatted(thread.getThreadIndex());
        value = new byte[bytes];
        new Random(1).nextBytes(value);
        readValue = PlainConnection.ascii("mg " + key + " v f c t T" + TTL + " O1\r\n");
        readDigest = PlainConnection.ascii("mg " + key + " f c t T" + TTL + " O1\r\n");
        write(Put.ABSENT, Put.ABSENT);
    }

    @TearDown
    public void end() throws IOException {
        toFirst.close();
        toSecond.close();
    }

    Map<Node, NodeReply> readByClient() {
        Map<Node, Get> requests = new LinkedHashMap<>();
        requests.put(first, new Get(key, true, TTL));
        requests.put(second, new Get(key, false, TTL));
        return cluster.askWithoutStragglers(requests, deadline());
    }

    Map<Node, NodeReply> changeByClient() {
        Map<Node, NodeReply> read = readByClient();
        return write(cas(read.get(first)), cas(read.get(second)));
    }

    private static OptionalLong cas(NodeReply reply) {
        return OptionalLong.of(((Hit) reply).cas());
    }

    private Map<Node, NodeReply> write(OptionalLong casOfFirst, OptionalLong casOfSecond) {
        Map<Node, Put> requests = new LinkedHashMap<>();
        requests.put(first, new Put(key, value, FLAGS, TTL, casOfFirst));
        requests.put(second, new Put(key, value, FLAGS, TTL, casOfSecond));
        Map<Node, NodeReply> replies = cluster.ask(requests, deadline());
        replies.values().forEach(reply -> TwoNodes.require(reply instanceof NodeReply.Stored));
        return replies;
    }

    private static Deadline deadline() {
        return Deadline.in(TwoNodes.PATIENCE, System::nanoTime);
    }

    byte[] readBySocket() throws IOException {
        toFirst.send(readValue);
        toSecond.send(readDigest);
        byte[] read = toFirst.receive();
        toSecond.receive();
        return read;
    }

    byte[] changeBySocket() throws IOException {
        byte[] read = readBySocket();
        toFirst.send(write(toFirst.cas()));
        toSecond.send(write(toSecond.cas()));
        toFirst.receive();
        toSecond.receive();
        return read;
    }

    private byte[] write(long cas) {
        byte[] line =
                PlainConnection.ascii("ms " + key + " " + bytes + " C" + cas + " F" + FLAGS + " T" + TTL + " c O1\r\n");
        return ByteBuffer.allocate(line.length + bytes + 2)
                .put(line)
                .put(value)
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
    }
}
