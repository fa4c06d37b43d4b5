package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.RecordRefusedException;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Merges a record into its row by compare-and-set on the row's version. Thread-safe. */
final class RowMerge {

    private static final int MOST_ATTEMPTS = 1_000; // each that fails is a write by somebody else that did not
    private static final int OF_NOTE = 20; // a time that lacks more than this part of what it should be is raised
    private static final String NOT_WRITTEN = "A session could not be archived: ";
    private static final int LONGEST_TTL = 30 * 24 * 3600;
    private static final int LONGEST_SLACK = 3600; // how much longer than its session a copy lives at most
    private static final long VERSIONS = 1L << 60;

    private static final String INSERT =
            "INSERT INTO {table} (session_key, namespace, version, ended, expires_at, record)"
                    + " VALUES (?, ?, ?, ?, {now} + ?, ?)";

    private static final String UPDATE =
            "UPDATE {table} SET version = version + 1, namespace = ?, ended = ?, expires_at = {end}, record = ?"
                    + " WHERE session_key = ? AND version = ?";
    private static final String RAISE = UPDATE.replace("{end}", "LEAST(GREATEST(expires_at, {now} + ?), {now} + ?)");
    private static final String SET = UPDATE.replace("{end}", "{now} + ?");

    private final RecordCodec codec;
    private final String namespace;
    private final InstantSource time;
    private final UnreadableRows rows;

    RowMerge(RecordCodec codec, String namespace, InstantSource time, UnreadableRows rows) {
        this.codec = codec;
        this.namespace = namespace;
        this.time = time;
        this.rows = rows;
    }

    /** Inserts a row unless there is one; with a random version, so that it is not taken for one deleted before. */
    static boolean insert(JdbcSession jdbc, String key, String namespace, int ended, long seconds, byte[] record)
            throws SQLException {
        try {
            String sql = INSERT + jdbc.dialect().unlessThere();
            long version = ThreadLocalRandom.current().nextLong(1, VERSIONS);
            return jdbc.update(sql, key, namespace, version, ended, seconds, record) == 1;
        } catch (SQLException e) {
            if (SqlFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Fails with an {@link ArchiveException} for what concerns this record only, such as its length.
     *
     * @param row as it was read a moment ago
     * @return what the row holds now; empty if it cannot be read
     */
    Optional<SessionRecord> merge(JdbcSession jdbc, RecordLimit limit, Entry entry, @Nullable StoredRow row)
            throws SQLException {
        StoredRow seen = row;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            RowContent content = seen == null ? RowContent.GARBAGE : rows.read(seen);
            if (content instanceof RowContent.Unreadable) {
                return Optional.empty();
            }
            SessionRecord held = content instanceof RowContent.Known known ? known.record() : null;
            SessionRecord merged = archived(
                    held == null ? entry.record() : SessionMerge.mergeUnlessOld(entry.record(), held, time.millis()));
            boolean isWritten = (seen != null && held != null && isAsWanted(seen, held, merged, entry))
                    || write(jdbc, limit, entry, seen, merged, held);
            if (isWritten) {
                return Optional.of(merged);
            }
            seen = StoredRow.select(jdbc, List.of(entry.key())).stream()
                    .findFirst()
                    .orElse(null);
        }
        throw new ArchiveException("A row of the archive's table was changed by others " + MOST_ATTEMPTS
                + " times while it was to be written");
    }

    private SessionRecord archived(SessionRecord record) {
        if (!(record instanceof Live live)) {
            return record;
        }
        long life = 2L * (unusedSeconds(live) + LONGEST_SLACK);
        return live.with(live.changes().allArchived(time.instant()))
                .withoutTracesBefore(time.instant().minusSeconds(life));
    }

    private static int unusedSeconds(Live live) {
        int seconds = live.idleTimeout().seconds();
        return seconds <= 0 ? LONGEST_TTL : seconds;
    }

    /**
     * Whether there is nothing to write. A late save does not lengthen a tombstone's time, nor is a row written for a
     * few seconds more; columns that say other than the record are set right.
     */
    private boolean isAsWanted(StoredRow row, SessionRecord held, SessionRecord merged, Entry entry) {
        boolean isLate = held instanceof Tombstone && entry.record() instanceof Live;
        long missing = (long) entry.ttlSeconds() - row.secondsLeft();
        boolean areColumnsRight =
                row.isEnded() == held instanceof Tombstone && row.namespace().equals(namespace);
        return areColumnsRight && merged.equals(held) && (isLate || missing <= entry.ttlSeconds() / OF_NOTE);
    }

    private boolean write(
            JdbcSession jdbc,
            RecordLimit limit,
            Entry entry,
            @Nullable StoredRow row,
            SessionRecord merged,
            @Nullable SessionRecord held)
            throws SQLException {
        byte[] bytes = codec.encode(entry.key(), merged).bytes();
        Optional<String> refusal = limit.refusal(bytes);
        if (refusal.isPresent()) {
            throw new RecordRefusedException(NOT_WRITTEN + refusal.get(), bytes.length);
        }
        int ended = merged instanceof Tombstone ? 1 : 0;
        long seconds = entry.ttlSeconds();
        try {
            if (row == null) {
                return insert(jdbc, entry.key(), namespace, ended, seconds, bytes);
            }
            if (held == null || (held instanceof Live && merged instanceof Tombstone)) {
                return jdbc.update(SET, namespace, ended, seconds, bytes, entry.key(), row.version()) == 1;
            }
            int most = merged instanceof Live live ? unusedSeconds(live) : Integer.MAX_VALUE;
            return jdbc.update(RAISE, namespace, ended, seconds, most, bytes, entry.key(), row.version()) == 1;
        } catch (SQLException e) {
            if (SqlFaults.isPassing(e)) {
                return false;
            }
            if (limit.isDoubtful(bytes)) {
                throw new RecordRefusedException(
                        NOT_WRITTEN + "most likely, " + limit.packetTooSmall(bytes) + ". The database said: "
                                + SqlFaults.text(e, List.of(entry.key())),
                        bytes.length);
            }
            throw e;
        }
    }
}
