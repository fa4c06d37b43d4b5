package io.holdfast.archive;

import io.holdfast.session.ChangeCount;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.session.StampClock;
import io.holdfast.session.StoredValue;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Changes of sessions that one server makes, as the engine counts them. */
public final class Changes {

    public static final int TTL = 1800;

    private final int writer;
    private final InstantSource time;
    private final StampClock stamps;
    private final Map<String, Integer> made = new HashMap<>();

    public Changes(int writer, InstantSource time) {
        this.writer = writer;
        this.time = time;
        this.stamps = new StampClock(time, writer);
    }

    /** A session with one change, the attribute {@code name}. */
    public Live first(String key, String name) {
        return next(key, new Live(0, new IdleTimeout(TTL, Stamp.ZERO), new TreeMap<>()), name);
    }

    public Live next(String key, Live base, String name) {
        int number = made.merge(key, 1, Integer::sum);
        return base.with(Map.of(
                        name, new StoredValue.Present(stamps.next(), (name + number).getBytes(StandardCharsets.UTF_8))))
                .with(base.changes().with(writer, number, time.instant()));
    }

    /** A session with so many changes. */
    public Live many(String key, int count) {
        Live record = first(key, "a");
        for (int i = 1; i < count; i++) {
            record = next(key, record, "a");
        }
        return record;
    }

    /** Changes what is on the nodes. */
    public SessionRecord onNodes(MapNodes nodes, String key, String name) {
        return nodes.copies.compute(key, (same, copy) -> {
            if (copy instanceof Tombstone) {
                return copy;
            }
            return copy == null ? first(key, name) : SessionMerge.merge(copy, next(key, (Live) copy, name));
        });
    }

    public Tombstone end() {
        return Tombstone.ofEnd(stamps.next());
    }

    public static SessionRecord uncounted(SessionRecord record) {
        return record instanceof Live live ? live.with(ChangeCount.NONE) : record;
    }
}
