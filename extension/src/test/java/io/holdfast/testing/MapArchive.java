package io.holdfast.testing;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.store.SessionArchive;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is a map, and writes at once what is due by its number of changes. Shared by servers through
 * {@link #seenByAnother}. Not thread-safe.
 */
public final class MapArchive implements SessionArchive {

    private final ManualClock clock;
    private final int every;
    private final Map<String, Stored> rows;
    private final Map<String, SessionRecord> waiting = new HashMap<>();
    private @Nullable Nodes nodes;

    /** Whether it is asked for sessions that the nodes hold. */
    public boolean isStrict;

    /** Whether it cannot be asked. */
    public boolean isDown;

    /** How often it was asked for a session. */
    public int reads;

    /** How often for one of which nothing was known but its id. */
    public int strangers;

    /** How often it was told that a session was read. */
    public int seen;

    /** How often it was written to. */
    public int writes;

    private record Stored(SessionRecord record, long endsMillis) {}

    public MapArchive(int every, ManualClock clock) {
        this(every, clock, new HashMap<>());
    }

    private MapArchive(int every, ManualClock clock, Map<String, Stored> rows) {
        this.every = every;
        this.clock = clock;
        this.rows = rows;
    }

    /** The same rows, for another server. */
    public MapArchive seenByAnother() {
        return new MapArchive(every, clock, rows);
    }

    /** What is in the row of a session, null for none. */
    public @Nullable SessionRecord row(String key) {
        Stored stored = rows.get(key);
        return stored == null || stored.endsMillis <= clock.millis() ? null : stored.record;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean isStrict() {
        return isStrict;
    }

    @Override
    public int maxLostChanges() {
        return every - 1;
    }

    @Override
    public void start(Nodes toTell) {
        nodes = toTell;
    }

    @Override
    public Finding find(String key, Trace trace, Duration timeout) {
        reads++;
        strangers += trace == Trace.NONE ? 1 : 0;
        if (isDown) {
            return new Finding.Unknown();
        }
        SessionRecord row = row(key);
        return row == null
                ? new Finding.Nothing()
                : new Finding.Row(row, (int) ((rows.get(key).endsMillis - clock.millis()) / 1000));
    }

    @Override
    public void saved(String key, Live record, int ttlSeconds) {
        if (record.changes().unarchived() >= every) {
            write(key, record, ttlSeconds, Duration.ZERO);
        }
    }

    @Override
    public void seen(String key, Live record, int ttlSeconds) {
        seen++;
    }

    @Override
    public @Nullable SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout) {
        if (isDown) {
            return null;
        }
        writes++;
        SessionRecord before = row(key);
        SessionRecord row = before == null ? record : SessionMerge.merge(before, record);
        if (row instanceof Live live) {
            row = live.with(live.changes().allArchived(clock.instant()));
        }
        rows.put(key, new Stored(row, clock.millis() + ttlSeconds * 1000L));
        if (nodes != null && !nodes.merge(key, row)) {
            waiting.put(key, row);
        } else {
            waiting.remove(key);
        }
        return row;
    }

    @Override
    public @Nullable SessionRecord waiting(String key) {
        return waiting.get(key);
    }

    @Override
    public void close() {}
}
