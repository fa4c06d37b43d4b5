package io.holdfast.testing;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Hands everything on to another client; made to be extended by what does something on the way. */
public class ForwardingNode implements NodeClient {

    private final NodeClient client;

    protected ForwardingNode(NodeClient client) {
        this.client = client;
    }

    @Override
    public Node node() {
        return client.node();
    }

    @Override
    public int maxValueBytes() {
        return client.maxValueBytes();
    }

    @Override
    public String concern() {
        return client.concern();
    }

    @Override
    public NodeIncarnation incarnation() {
        return client.incarnation();
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
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
