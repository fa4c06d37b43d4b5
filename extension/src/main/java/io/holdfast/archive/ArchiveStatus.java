package io.holdfast.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the archive is at one moment, and what this process has done with it. Immutable; names no session.
 *
 * @param since when it came into this state, by this machine's clock
 * @param cause why it is {@link State#DOWN}; null where it is not
 * @param summary the same without what the database's driver said, which may name hosts and users
 * @param waiting sessions that wait to be written
 * @param waitingBytes about what their records take in memory
 * @param waitingWithoutRecord those of them whose record has to be read on the nodes, there being too many
 * @param failing those of them that failed while others did not, each tried again from time to time
 * @param waitingForNodes sessions that are archived while the nodes have not been told
 * @param written rows that were written
 * @param failed attempts to write a row that failed
 * @param overflowed handovers that were turned away because too many sessions were waiting
 * @param unreadable how often a row could not be read: the session was not found, or what was to be written dropped
 * @param forgotten sessions dropped because neither memory nor the nodes had their record until their time was over
 * @param unconfirmed sessions dropped from those that waited for nodes, there being too many
 * @param reads SELECTs for sessions that the nodes did not have
 * @param failedReads those of them that failed
 * @param refusedReads searches turned away because too many others were under way
 */
public record ArchiveStatus(
        State state,
        Instant since,
        @Nullable String cause,
        @Nullable String summary,
        int waiting,
        long waitingBytes,
        int waitingWithoutRecord,
        int failing,
        int waitingForNodes,
        long written,
        long failed,
        long overflowed,
        long unreadable,
        long forgotten,
        long unconfirmed,
        long reads,
        long failedReads,
        long refusedReads) {

    /** Whether the database does what it is asked. */
    public enum State {
        /** Not asked to work yet. */
        STARTING,
        /** Nothing is known against it. */
        UP,
        /** The last attempt to write or to read failed. */
        DOWN
    }
}
