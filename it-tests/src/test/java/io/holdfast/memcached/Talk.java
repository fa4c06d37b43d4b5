package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client under test, with short words for what is said to it. */
final class Talk implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    final MemcachedNode client;

    Talk(MemcachedNode client) {
        this.client = client;
    }

    static Talk with(Node node) {
        return with(node, MemcachedSettings.MAX_VALUE_BYTES);
    }

    static Talk with(Node node, int maxValueBytes) {
        return new Talk(new MemcachedNode(
                node, new MemcachedSettings(Duration.ofMillis(500), maxValueBytes), System::nanoTime));
    }

    static Talk with(int port) {
        return with(new Node("a", "127.0.0.1", port));
    }

    Talk connected() {
        assertThat(client.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
        return this;
    }

    NodeReply probe(Duration timeout) {
        return client.probe(timeout);
    }

    CompletableFuture<NodeReply> sendGet(String key) {
        return client.send(new NodeRequest.Get(key, true, 1000));
    }

    CompletableFuture<NodeReply> sendAdd(String key, byte[] value) {
        return client.send(new NodeRequest.Put(key, value, 1, 1000, NodeRequest.Put.ABSENT));
    }

    NodeReply get(String key) {
        return answer(sendGet(key));
    }

    NodeReply add(String key, byte[] value) {
        return answer(sendAdd(key, value));
    }

    void addText(String key, String value) {
        assertThat(add(key, value.getBytes(StandardCharsets.US_ASCII))).isInstanceOf(NodeReply.Stored.class);
    }

    String text(String key) {
        return text(get(key));
    }

    static String text(NodeReply reply) {
        assertThat(reply).isInstanceOf(NodeReply.Hit.class);
        return new String(((NodeReply.Hit) reply).value(), StandardCharsets.US_ASCII);
    }

    static NodeReply answer(CompletableFuture<NodeReply> reply) {
        return reply.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    static NodeReply none(Cause cause) {
        return new NodeReply.NoAnswer(cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
