package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A table in memory, whose clock is turned by the test. Several may share their rows, as application servers share a
 * database, and may be made to fail together. Thread-safe.
 */
public final class MapSessionTable implements SessionTable {

    private record Held(String namespace, Optional<SessionRecord> record, boolean isEnded, long version, Instant end) {}

    private record Lease(String holder, Instant end) {}

    /** What the tables of all servers share; also their lock. */
    private static final class Rows {
        private final SortedMap<String, Held> byKey = new TreeMap<>();
        private final Map<String, Lease> leases = new HashMap<>();
        private long versions;
        private boolean isBroken;
    }

    private final InstantSource time;
    private final String namespace;
    private final Rows rows;

    private MapSessionTable(InstantSource time, String namespace, Rows rows) {
        this.time = time;
        this.namespace = namespace;
        this.rows = rows;
    }

    /** An empty one. */
    public MapSessionTable(InstantSource time) {
        this(time, "default", new Rows());
    }

    /** The same rows, as a server of that namespace sees them. */
    public MapSessionTable seenFrom(String otherNamespace) {
        return new MapSessionTable(time, otherNamespace, rows);
    }

    /** From now on every call fails, of all tables that share these rows; or works again. */
    public void fail(boolean isBroken) {
        synchronized (rows) {
            rows.isBroken = isBroken;
        }
    }

    /** Makes a row unreadable. */
    public void damage(String key) {
        synchronized (rows) {
            rows.byKey.computeIfPresent(
                    key,
                    (k, held) -> new Held(held.namespace, Optional.empty(), held.isEnded, held.version + 1, held.end));
        }
    }

    /** How many rows there are, whoever's they are and whether or not their time is over. */
    public int size() {
        synchronized (rows) {
            return rows.byKey.size();
        }
    }

    private Rows working() {
        if (rows.isBroken) {
            throw new ArchiveException("the database is away", new IllegalStateException("made to fail"));
        }
        return rows;
    }

    private int secondsLeft(Held held) {
        return (int) Duration.between(time.instant(), held.end).toSeconds();
    }

    private Optional<SessionRecord> recordOf(Held held) {
        return held.namespace.equals(namespace) ? held.record : Optional.empty();
    }

    @Override
    public Map<String, Row> find(Collection<String> keys) {
        synchronized (rows) {
            Map<String, Row> found = new HashMap<>();
            for (String key : keys) {
                Held held = working().byKey.get(key);
                if (held != null && held.namespace.equals(namespace) && secondsLeft(held) > 0) {
                    found.put(key, new Row(recordOf(held), secondsLeft(held)));
                }
            }
            return found;
        }
    }

    @Override
    public Map<String, SessionRecord> merge(Collection<Entry> entries) {
        synchronized (rows) {
            Map<String, SessionRecord> merged = new HashMap<>();
            for (Entry entry : entries) {
                Held held = working().byKey.get(entry.key());
                if (held == null || recordOf(held).isPresent()) {
                    merged.put(entry.key(), merge(held, entry));
                }
            }
            return merged;
        }
    }

    private SessionRecord merge(Held held, Entry entry) {
        SessionRecord record =
                held == null ? entry.record() : SessionMerge.merge(held.record.orElseThrow(), entry.record());
        if (record instanceof Live live) {
            record = live.with(live.changes().allArchived(time.instant()));
        }
        Instant wanted = time.instant().plusSeconds(entry.ttlSeconds());
        Instant end = atMost(record, held == null ? wanted : end(held, entry.record() instanceof Tombstone, wanted));
        if (held == null || !held.record.equals(Optional.of(record)) || !held.end.equals(end)) {
            boolean isEnded = record instanceof Tombstone;
            rows.byKey.put(entry.key(), new Held(namespace, Optional.of(record), isEnded, ++rows.versions, end));
        }
        return record;
    }

    private Instant atMost(SessionRecord record, Instant end) {
        int seconds = record instanceof Live live ? live.idleTimeout().seconds() : 0;
        Instant most = time.instant().plusSeconds(seconds);
        return seconds > 0 && most.isBefore(end) ? most : end;
    }

    /** A tombstone sets its own where it replaces a live record, and a late save does not lengthen a tombstone's. */
    private static Instant end(Held held, boolean isEnding, Instant wanted) {
        if (held.isEnded == isEnding) {
            return held.end.isAfter(wanted) ? held.end : wanted;
        }
        return isEnding ? wanted : held.end;
    }

    @Override
    public boolean lease(String holder, Duration length) {
        synchronized (rows) {
            Lease lease = working().leases.get(namespace);
            if (lease != null && !lease.holder.equals(holder) && lease.end.isAfter(time.instant())) {
                return false;
            }
            rows.leases.put(namespace, new Lease(holder, time.instant().plus(length)));
            return true;
        }
    }

    @Override
    public List<Ending> ending(String after, Duration within, int most) {
        synchronized (rows) {
            return working().byKey.tailMap(after + '\0').entrySet().stream()
                    .filter(row -> row.getValue().namespace.equals(namespace))
                    .filter(row -> secondsLeft(row.getValue()) <= (row.getValue().isEnded ? 0 : within.toSeconds()))
                    .limit(most)
                    .map(row -> new Ending(
                            row.getKey(),
                            row.getValue().record,
                            row.getValue().version,
                            IntStream.of(secondsLeft(row.getValue()))
                                    .filter(left -> left > 0)
                                    .findFirst()))
                    .toList();
        }
    }

    @Override
    public void look() {}

    @Override
    public void prolong(String key, int ttlSeconds) {
        synchronized (rows) {
            Held held = working().byKey.get(key);
            Instant end = time.instant().plusSeconds(ttlSeconds);
            if (held != null && held.namespace.equals(namespace) && held.end.isBefore(end)) {
                rows.byKey.put(key, new Held(namespace, held.record, held.isEnded, held.version, end));
            }
        }
    }

    @Override
    public boolean remove(String key, long version) {
        synchronized (rows) {
            Held held = working().byKey.get(key);
            boolean isRemovable = held != null
                    && held.namespace.equals(namespace)
                    && held.version == version
                    && secondsLeft(held) <= 0;
            if (isRemovable) {
                rows.byKey.remove(key);
            }
            return isRemovable;
        }
    }
}
