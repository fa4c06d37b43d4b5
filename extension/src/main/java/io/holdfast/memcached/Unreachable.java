package io.holdfast.memcached;

import io.holdfast.cluster.NodeReply;

/** A node with which no talk was possible, and why. */
final class Unreachable extends Exception {

    private final NodeReply.Cause reason;

    Unreachable(NodeReply.Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    NodeReply.NoAnswer reply() {
        return new NodeReply.NoAnswer(reason);
    }
}
