package io.holdfast.store;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeLife;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Stands before a node and does something before each request goes on to it. */
record Between(NodeClient client, Consumer<NodeRequest> before) implements NodeClient {

    @Override
    public Node node() {
        return client.node();
    }

    @Override
    public int maxValueBytes() {
        return client.maxValueBytes();
    }

    @Override
    public NodeLife life() {
        return client.life();
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        before.accept(request);
        return client.send(request);
    }

    @Override
    public NodeReply probe(Duration timeout) {
        return client.probe(timeout);
    }

    @Override
    public void close() {
        client.close();
    }
}
