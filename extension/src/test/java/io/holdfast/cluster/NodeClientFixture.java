package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks one client and waits for the answer. */
abstract class NodeClientFixture {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final int TTL = 1000;

    NodeClient client;

    final long add(String key, byte[] value, int flags) {
        return stored(put(key, value, flags, NodeRequest.Put.ABSENT));
    }

    final NodeReply put(String key, byte[] value, int flags, OptionalLong cas) {
        return ask(new NodeRequest.Put(key, value, flags, TTL, cas));
    }

    final NodeReply put(String key, byte[] value, int flags, long cas) {
        return put(key, value, flags, OptionalLong.of(cas));
    }

    final NodeReply get(String key) {
        return ask(new NodeRequest.Get(key, true, TTL));
    }

    final NodeReply look(String key) {
        return ask(new NodeRequest.Get(key, false, NodeRequest.Get.KEEP_TTL));
    }

    final NodeReply.Hit hit(String key) {
        NodeReply reply = get(key);
        assertThat(reply).isInstanceOf(NodeReply.Hit.class);
        return (NodeReply.Hit) reply;
    }

    static long stored(NodeReply reply) {
        assertThat(reply).isInstanceOf(NodeReply.Stored.class);
        return ((NodeReply.Stored) reply).cas();
    }

    final NodeReply ask(NodeRequest request) {
        return await(client.send(request));
    }

    static NodeReply await(CompletableFuture<NodeReply> reply) {
        return reply.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
