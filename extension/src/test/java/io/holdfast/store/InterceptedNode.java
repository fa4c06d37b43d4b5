package io.holdfast.store;

import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.ForwardingNode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Stands before a node and does something before each request goes on to it. */
final class InterceptedNode extends ForwardingNode {

    private final Consumer<NodeRequest> before;

    InterceptedNode(NodeClient client, Consumer<NodeRequest> before) {
        super(client);
        this.before = before;
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        before.accept(request);
        return super.send(request);
    }
}
