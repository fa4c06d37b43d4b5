package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.SessionTable;
import io.holdfast.session.RecordCodec;
import io.holdfast.session.SessionRecord;
import io.holdfast.store.StrangeKeys;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows in a table of an H2, PostgreSQL, MariaDB or MySQL database. Thread-safe; holds a connection only while a
 * method runs.
 *
 * <p>The table is made and looked at by {@link TablePreparation}, which may be done later, when the database is there.
 * On any other product every method throws {@link ArchiveConfigurationException}.
 */
public final class SqlSessionTable implements SessionTable {

    private static final int CHUNK = 100; // keys in one statement
    private static final String LEASE = "lease:";

    private static final String TAKE_LEASE =
            "UPDATE {table} SET version = version + 1, expires_at = {now} + ?, record = ?"
                    + " WHERE session_key = ? AND version = ?";
    /**
     * What the index holds is asked behind a CASE, where no optimizer sees it. MariaDB else finds the row by the index
     * at times, locks entries there before the row, and meets a server that does so the other way round.
     */
    private static final String WHERE =
            " WHERE session_key = ? AND 1 = CASE WHEN namespace = ? AND {condition} THEN 1 ELSE 0 END";

    private static final String PROLONG =
            "UPDATE {table} SET expires_at = {now} + ?" + WHERE.replace("{condition}", "expires_at < {now} + ?");
    private static final String REMOVE =
            "DELETE FROM {table}" + WHERE.replace("{condition}", "version = ? AND expires_at <= {now}");

    private static final String LOOK = "SELECT version FROM {table} WHERE session_key = ''"; // there is none

    private final TableSettings settings;
    private final Connections connections;
    private final UnreadableRows rows;
    private final InstantSource time;
    private final RowMerge rowMerge;
    private volatile @Nullable RecordLimit limit;

    /**
     * Asks the database nothing yet.
     *
     * @param source gives connections outside of any transaction of the application
     * @param codec of records in rows
     * @param strangeKeys tells whether another server can read a row that this one cannot
     * @param time tells when changes were archived, and whether what is sealed is in time; when a row's time is over
     *     tells the database else
     * @param unreadable hears of each row that cannot be read, why; never which. Called on the thread that reads, and
     *     not to throw
     */
    public SqlSessionTable(
            ConnectionSource source,
            RecordCodec codec,
            StrangeKeys strangeKeys,
            TableSettings settings,
            InstantSource time,
            Consumer<String> unreadable) {
        this.settings = settings;
        this.time = time;
        this.connections = new Connections(source, settings);
        this.rows = new UnreadableRows(codec, strangeKeys, settings, time, unreadable);
        this.rowMerge = new RowMerge(codec, settings.namespace(), time, rows);
    }

    @Override
    public Map<String, Row> find(Collection<String> keys) {
        Map<String, Row> found = new HashMap<>();
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            for (StoredRow row : connections.ask("read", chunk, jdbc -> StoredRow.select(jdbc, chunk))) {
                RowContent content = rows.read(row);
                int left = row.secondsLeft(content, time.millis());
                if (left > 0 && !(content instanceof RowContent.Garbage)) {
                    found.put(row.key(), new Row(record(content), left));
                }
            }
        }
        return found;
    }

    private static Optional<SessionRecord> record(RowContent content) {
        return content instanceof RowContent.Known known ? Optional.of(known.record()) : Optional.empty();
    }

    /**
     * {@inheritDoc} If one record is refused, for its length for example, the others are merged before that is thrown.
     */
    @Override
    public Map<String, SessionRecord> merge(Collection<Entry> entries) {
        Map<String, SessionRecord> merged = new HashMap<>();
        List<ArchiveException> refused = new ArrayList<>();
        Deque<Entry> waiting = new ArrayDeque<>(
                entries.stream().sorted(Comparator.comparing(Entry::key)).toList());
        Set<String> keys = entries.stream().map(Entry::key).collect(Collectors.toSet());
        while (!waiting.isEmpty()) {
            connections.ask("written", keys, jdbc -> mergeSome(jdbc, waiting, merged, refused));
        }
        if (!refused.isEmpty()) {
            limit = null; // it may have been raised by the time of the next attempt
            throw refused.get(0);
        }
        return merged;
    }

    /** One chunk at most, and less if a record is refused: the connection may have been lost over it. */
    private int mergeSome(
            JdbcSession jdbc, Deque<Entry> waiting, Map<String, SessionRecord> merged, List<ArchiveException> refused)
            throws SQLException {
        RecordLimit known = limit(jdbc);
        List<Entry> chunk = waiting.stream().limit(CHUNK).toList();
        Map<String, StoredRow> found = StoredRow.select(
                        jdbc, chunk.stream().map(Entry::key).toList())
                .stream()
                .collect(Collectors.toMap(StoredRow::key, Function.identity()));
        for (Entry entry : chunk) {
            try {
                rowMerge.merge(jdbc, known, entry, found.get(entry.key()))
                        .ifPresent(record -> merged.put(entry.key(), record));
                waiting.remove(); // only now, for the work may be done again from its beginning
            } catch (ArchiveException e) {
                waiting.remove();
                refused.add(e);
                break;
            }
        }
        return merged.size();
    }

    private RecordLimit limit(JdbcSession jdbc) throws SQLException {
        RecordLimit known = limit;
        if (known == null) {
            known = RecordLimit.of(jdbc);
            limit = known;
        }
        return known;
    }

    @Override
    public boolean lease(String holder, Duration time) {
        String key = LEASE + settings.namespace();
        byte[] name = holder.getBytes(StandardCharsets.UTF_8);
        long seconds = time.plusMillis(999).toSeconds();
        return connections.ask("written", List.of(), jdbc -> {
            List<StoredRow> leases = StoredRow.select(jdbc, List.of(key));
            if (leases.isEmpty()) {
                return RowMerge.insert(jdbc, key, TableSettings.NO_NAMESPACE, 0, seconds, name);
            }
            StoredRow lease = leases.get(0);
            boolean isFree = lease.secondsLeft() <= 0 || holder.equals(text(lease));
            return isFree && jdbc.update(TAKE_LEASE, seconds, name, key, lease.version()) == 1;
        });
    }

    private static String text(StoredRow lease) {
        return new String(lease.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public List<Ending> ending(String after, Duration within, int most) {
        return connections
                .ask(
                        "read",
                        List.of(after),
                        jdbc -> StoredRow.ending(jdbc, settings.namespace(), after, within.toSeconds(), most))
                .stream()
                .map(this::ending)
                .toList();
    }

    private Ending ending(StoredRow row) {
        RowContent content = rows.read(row);
        int left = row.secondsLeft(content, time.millis());
        return new Ending(
                row.key(), record(content), row.version(), left > 0 ? OptionalInt.of(left) : OptionalInt.empty());
    }

    @Override
    public void look() {
        connections.ask("read", List.of(), jdbc -> jdbc.select(LOOK, row -> 1, List.of()));
    }

    @Override
    public void prolong(String key, int ttlSeconds) {
        connections.ask(
                "written",
                List.of(key),
                jdbc -> jdbc.update(PROLONG, ttlSeconds, key, settings.namespace(), ttlSeconds));
    }

    @Override
    public boolean remove(String key, long version) {
        return connections.ask(
                "written", List.of(key), jdbc -> jdbc.update(REMOVE, key, settings.namespace(), version) == 1);
    }
}
