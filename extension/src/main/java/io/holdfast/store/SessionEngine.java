package io.holdfast.store;

import io.holdfast.session.SessionId;
import java.util.List;

/** Opens and creates sessions on the nodes. Thread-safe. */
public final class SessionEngine {

    /** Asks the nodes for a session, in one round trip where its copies agree. */
    public OpenResult open(SessionId id) {
        throw new UnsupportedOperationException();
    }

    /** A new session with an id of its own, on no node before its first {@link OpenSession#save}. */
    public OpenSession create() {
        throw new UnsupportedOperationException();
    }

    /** The names of the nodes that hold a copy now, in the order of preference. */
    public List<String> locate(SessionId id) {
        throw new UnsupportedOperationException();
    }
}
