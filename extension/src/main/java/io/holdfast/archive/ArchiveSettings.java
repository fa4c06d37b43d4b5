package io.holdfast.archive;

import java.time.Duration;

/**
 * How far the archive may be behind the nodes, and how much may wait for it. Immutable.
 *
 * @param every a session is archived at once when so many of its changes are not; 1 or more
 * @param interval a session is archived when its oldest change that is not has this age; more than 0, a year at most
 * @param mostBytes how much the records that wait may take in memory, in bytes, and the same again for those that wait
 *     for nodes. Past it only the session's key is kept, and the record is read on the nodes when its turn comes
 * @param mostSessions how many sessions may wait, 1 or more; past it they are handed over again by their next request
 * @param closing how long {@link WriteBehind#close} waits for what is left
 * @param isStrict as in {@link io.holdfast.store.SessionArchive#isStrict}
 */
public record ArchiveSettings(
        int every, Duration interval, long mostBytes, int mostSessions, Duration closing, boolean isStrict) {

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_SESSIONS = 1_000_000;
    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    /** Checks the bounds; throws {@link IllegalArgumentException} for values outside of them. */
    public ArchiveSettings {
        boolean isSensible = interval.compareTo(Duration.ZERO) > 0 && interval.compareTo(LONGEST_INTERVAL) <= 0;
        if (!isSensible || every < 1 || mostBytes < 0 || mostSessions < 1 || closing.isNegative()) {
            throw new IllegalArgumentException("every and mostSessions are 1 or more, interval is more than 0 and a"
                    + " year at most, mostBytes and closing are 0 or more");
        }
    }

    /** Not strict. */
    public ArchiveSettings(int every, Duration interval, long mostBytes, int mostSessions, Duration closing) {
        this(every, interval, mostBytes, mostSessions, closing, false);
    }

    /** With the usual bounds: 64 MiB, a million sessions, three seconds. */
    public static ArchiveSettings of(int every, Duration interval) {
        return new ArchiveSettings(every, interval, MOST_BYTES, MOST_SESSIONS, CLOSING);
    }

    /** The same, strict. */
    public ArchiveSettings strict() {
        return new ArchiveSettings(every, interval, mostBytes, mostSessions, closing, true);
    }
}
