package io.holdfast.session;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import java.util.Random;
import java.util.TreeMap;

/** Records to be measured with: ten attributes that nobody can compress. */
final class RecordOfBytes {

    private static final int ATTRIBUTES = 10;

    private RecordOfBytes() {}

    /** Of so many bytes in all, each attribute written at its own time, every second one by another server. */
    static Live of(int bytes, int server) {
        Random random = new Random(1);
        TreeMap<String, StoredValue> attributes = new TreeMap<>();
        for (int i = 0; i < ATTRIBUTES; i++) {
            byte[] value = new byte[bytes / ATTRIBUTES];
            random.nextBytes(value);
            Stamp stamp = new Stamp(100 + i % 2 * server, server);
            attributes.put("a:attribute" + i, new StoredValue.Present(stamp, value));
        }
        return new Live(1_000, new IdleTimeout(1_800, new Stamp(1, 1)), attributes);
    }
}
