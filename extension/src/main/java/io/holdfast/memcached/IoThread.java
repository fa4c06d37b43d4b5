package io.holdfast.memcached;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads what the nodes of an application answer, one for all: answers of several nodes to one request
 * then wake one thread, and not one each. It runs while there are connections, and a new one takes its place if it
 * died. Thread-safe.
 */
public final class IoThread {

    private @Nullable NodeConnector connector; // guarded by this

    /** What connections live on; for each there is one {@link #giveBack}. */
    synchronized NodeConnector take() throws IOException {
        NodeConnector present = connector;
        if (present == null || !present.isAlive()) {
            present = new NodeConnector();
            present.start();
            connector = present;
        }
        present.connectionBegins();
        return present;
    }

    /** A connection that lived on it is over. */
    synchronized void giveBack(NodeConnector taken) {
        if (!taken.connectionEnds()) {
            return;
        }
        taken.stop();
        if (taken == connector) {
            connector = null;
        }
    }
}
