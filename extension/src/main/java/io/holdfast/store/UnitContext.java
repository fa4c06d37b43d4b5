package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.session.StampClock;

/**
 * What a request's work on a session is done with. All thread-safe.
 *
 * @param sessions those in memory
 */
record UnitContext(
        CopyContext context,
        StampClock stamps,
        NewIds newIds,
        SessionWriter writer,
        FormerIds formerIds,
        ArchiveCoordinator archiving,
        LiveSessions sessions,
        Upkeep upkeep) {

    /** Keeps a session that is in memory true to the nodes, and the nodes to it. */
    interface Upkeep {

        /** Asks the nodes what has become of it. */
        void look(LiveSession live);

        /** As {@link #look}, if nobody did within a second. */
        void lookIfOld(LiveSession live);

        /** Stores what a thread changed after its request was answered, before the session leaves the memory. */
        void saveLate(LiveSession live);
    }

    Cluster cluster() {
        return context.cluster();
    }

    Deadline deadline() {
        return context.deadlines().get();
    }

    BoundedEncodingRetries encodingRetries() {
        return new BoundedEncodingRetries(context.cluster(), context.deadlines());
    }

    /** What is known of it, after the nodes were asked if nothing was. */
    LiveTable.Known known(LiveSession live) {
        if (live.table().base() == null) {
            upkeep.look(live);
        }
        return live.table().known();
    }

    /** Whether the tombstone is on at least one node, or in the archive if no node is left. */
    boolean end(Copies copies, int idleTimeoutSeconds) {
        boolean isEnded = formerIds.end(copies, idleTimeoutSeconds);
        writer.forget(copies.key(), isEnded);
        if (isEnded) {
            sessions.ended(copies.key());
        }
        return isEnded;
    }
}
