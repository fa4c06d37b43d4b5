package io.holdfast.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the archive is at one moment, and what this process has done with it. Immutable; names no session.
 *
 * @param since when it came into this state, by this machine's clock
 * @param cause why it is {@link State#DOWN}; null if it is not
 * @param summary the same without what the database's driver said, which may name hosts and users
 */
public record ArchiveStatus(
        State state,
        Instant since,
        @Nullable String cause,
        @Nullable String summary,
        Waiting waiting,
        Totals totals) {

    /**
     * What waits.
     *
     * @param sessions that wait to be written
     * @param bytes about what their records take in memory
     * @param withoutRecord those of them whose record has to be read on the nodes, there being too many
     * @param failing those of them that failed while others did not, each tried again from time to time
     * @param forNodes sessions that are archived while the nodes have not been told
     */
    public record Waiting(int sessions, long bytes, int withoutRecord, int failing, int forNodes) {}

    /**
     * What was done since this process began.
     *
     * @param written rows that were written
     * @param failed attempts to write a row that failed
     * @param overflowed handovers that were turned away because too many sessions were waiting
     * @param unreadable how often a row could not be read: the session was not found, or what was to be written dropped
     * @param forgotten sessions dropped because neither memory nor the nodes had their record until their time was over
     * @param unconfirmed sessions dropped from those that waited for nodes, there being too many
     */
    public record Totals(
            long written,
            long failed,
            long overflowed,
            long unreadable,
            long forgotten,
            long unconfirmed,
            Reads reads) {}

    /**
     * Searches for sessions that the nodes did not have.
     *
     * @param made SELECTs for them
     * @param failed those of these that failed
     * @param refused searches turned away because too many others were under way
     */
    public record Reads(long made, long failed, long refused) {}

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
