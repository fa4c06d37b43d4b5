package io.holdfast.archive.sql;

import io.holdfast.archive.SessionTable;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A row as it lies in the table.
 *
 * @param isEnded what its column says, whatever its record is
 * @param secondsLeft what its column says, by the database's clock
 * @param bytes the record's
 */
record StoredRow(String key, String namespace, long version, boolean isEnded, int secondsLeft, byte[] bytes) {

    private static final String COLUMNS =
            "SELECT session_key, namespace, version, ended, expires_at - {now}, record FROM {table}";

    /** Those of these keys that there are, whoever's they are and whether or not their time is over. */
    static List<StoredRow> select(JdbcSession jdbc, List<String> keys) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
        return jdbc.select(COLUMNS + " WHERE session_key IN (" + marks + ")", StoredRow::read, keys);
    }

    /** As {@link SessionTable#ending}. */
    static List<StoredRow> ending(JdbcSession jdbc, String namespace, String after, long within, int most)
            throws SQLException {
        String sql = COLUMNS
                + " WHERE namespace = ? AND expires_at <= {now} + ? AND session_key > ?"
                + " AND (ended = 0 OR expires_at <= {now}) ORDER BY session_key LIMIT ?";
        List<Object> values = new ArrayList<>(List.of(namespace, within, after, most));
        return jdbc.select(sql, StoredRow::read, values);
    }

    private static StoredRow read(ResultSet row) throws SQLException {
        long left = Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, row.getLong(5)));
        return new StoredRow(
                row.getString(1), row.getString(2), row.getLong(3), row.getInt(4) != 0, (int) left, row.getBytes(6));
    }

    /**
     * How many seconds are left of it: as its column says, but no fewer than what is sealed demands, as anybody who
     * writes to the table can change a column. The seal's time is that of the server that sealed.
     */
    int secondsLeft(RowContent content, long nowMillis) {
        if (!(content instanceof RowContent.Known known)) {
            return secondsLeft;
        }
        long sealed = (inTimeUntil(known.record()) - nowMillis) / 1000;
        return (int) Math.max(secondsLeft, Math.min(Integer.MAX_VALUE, sealed));
    }

    /** Until when it cannot have timed out, whatever anybody says, or is needed against records that are believed. */
    private static long inTimeUntil(SessionRecord record) {
        if (record instanceof Tombstone tombstone) {
            return tombstone.untilMillis();
        }
        Live live = (Live) record;
        Validity validity = live.validity();
        return Math.min(
                validity.untilMillis(),
                validity.inTimeUntilMillis(live.idleTimeout().seconds()));
    }

    @Override
    public String toString() {
        return "StoredRow[" + bytes.length + " bytes, version " + version + ", " + secondsLeft + " s left]";
    }
}
