package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.cluster.Deadline;
import java.util.OptionalInt;

/**
 * How a session is asked for.
 *
 * @param units give a unit of work on what this server has of a session, before the nodes are asked
 * @param ttlSeconds as in {@link io.holdfast.cluster.NodeRequest.Get}
 */
record Asking(Units units, OptionalInt ttlSeconds, Reading reading, Deadline deadline) {

    /** How copies are read. */
    interface Reading {
        Copies read(String key, CopyReader.Known known, OptionalInt ttlSeconds, Deadline deadline);
    }

    /** Gives units of work. */
    interface Units {
        OpenSession on(String key, SessionId id);
    }
}
