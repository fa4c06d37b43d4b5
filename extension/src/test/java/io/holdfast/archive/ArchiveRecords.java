package io.holdfast.archive;

import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.session.ChangeCount;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Records for tests of the archive. */
public final class ArchiveRecords {

    public static final int TTL = 1_800;
    private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

    private ArchiveRecords() {}

    /** A session whose attribute {@code name} that writer wrote at that time, as its change of that number. */
    public static Live live(String name, String value, int writer, int number) {
        return live(name, value.getBytes(StandardCharsets.UTF_8), writer, number);
    }

    public static Live live(String name, byte[] value, int writer, int number) {
        StoredValue present = new StoredValue.Present(new Stamp(number, writer), value);
        return new Live(
                1_000,
                Validity.NONE,
                new IdleTimeout(TTL, new Stamp(1, 1)),
                new TreeMap<>(Map.of(name, present)),
                ChangeCount.NONE.with(writer, number, LONG_AGO));
    }

    public static Tombstone ended(long time) {
        return Tombstone.ofEnd(new Stamp(time, 1));
    }

    public static Entry entry(String key, Live record) {
        return new Entry(key, record, TTL);
    }

    /** As {@link io.holdfast.store.SessionKeys} makes them: upper and lower case are different. */
    public static String key(String tail) {
        return "hf:" + "kEyOfAsEsSiOnThAtNoLoGmAyShOw".substring(0, 29 - tail.length()) + "-_" + tail;
    }

    public static String text(Live record, String name) {
        return record.attributes().get(name) instanceof StoredValue.Present present
                ? new String(present.bytes(), StandardCharsets.UTF_8)
                : "";
    }
}
