package io.holdfast.example.status;

import java.util.List;

/**
 * What the visitor is shown about the machinery.
 *
 * @param server the application server that answers
 * @param session whether there is a session and whether its nodes can be reached
 * @param copies the names of the nodes that hold the session
 * @param nodes every node and how it is
 */
public record Status(String server, Held session, List<String> copies, List<NodeStatus> nodes) {

    /** How the session is held. */
    public enum Held {
        /** There is none. */
        NONE,
        /** This request began it; its copies are written before the answer leaves. */
        NEW,
        /** At least one node holds it. */
        STORED,
        /** Too few nodes answer to tell. */
        UNREACHABLE
    }

    /** Whether the node holds a copy of the session. */
    public boolean copyOn(NodeStatus node) {
        return copies.contains(node.name());
    }
}
