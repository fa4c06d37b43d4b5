package io.holdfast.session;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The body of a record. It begins with its kind. Names are UTF-8; times take 8 bytes, lengths and counts 4, a stamp 12.
 *
 * <p>{@code L} is a session that lives: created, the three times of its validity, idle timeout and its stamp. The
 * number of writers follows, then of each its number, the changes made and archived and since when. Last come the
 * number of attributes, then of each its name, its kind {@code P} or {@code R}, its stamp and, if present, its bytes.
 *
 * <p>A tombstone is {@code T} if the session has ended and {@code M} if it only moved: stamp, until when it is needed,
 * number of successors, their keys.
 *
 * <p>It is read only if it is authentic. The bounds are there all the same: they hold what a fault of another server of
 * ours can do.
 */
final class RecordBody {

    static final int MOST_ATTRIBUTES = 10_000;
    private static final int STAMP = Long.BYTES + Integer.BYTES;
    private static final int FIXED = 1 + 4 * Long.BYTES + Integer.BYTES + STAMP + 2 * Integer.BYTES;
    private static final int WRITER = 3 * Integer.BYTES + Long.BYTES;
    private static final int ATTRIBUTE = Integer.BYTES + 1 + STAMP;
    private static final int TOMBSTONE = 64;
    private static final int MOST_WRITERS = 1_000;
    private static final int MOST_SUCCESSORS = 64;
    private static final Pattern KEY = Pattern.compile("hf:[A-Za-z0-9_-]{32}");

    private RecordBody() {}

    static byte[] encode(SessionRecord record) {
        SizedBytes bytes = new SizedBytes(record instanceof Live live ? likelySize(live) : TOMBSTONE);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (record instanceof Live live) {
                writeLive(out, live);
            } else {
                writeTombstone(out, (Tombstone) record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.taken();
    }

    /** Exact if all names are ASCII. */
    static int likelySize(Live live) {
        int size = FIXED + WRITER * live.changes().writers().size();
        for (Map.Entry<String, StoredValue> attribute : live.attributes().entrySet()) {
            size += ATTRIBUTE + attribute.getKey().length();
            if (attribute.getValue() instanceof StoredValue.Present present) {
                size += Integer.BYTES + present.bytes().length;
            }
        }
        return size;
    }

    private static void writeLive(DataOutputStream out, Live live) throws IOException {
        out.writeByte('L');
        out.writeLong(live.createdMillis());
        out.writeLong(live.validity().idMillis());
        out.writeLong(live.validity().sealedMillis());
        out.writeLong(live.validity().untilMillis());
        out.writeInt(live.idleTimeout().seconds());
        writeStamp(out, live.idleTimeout().stamp());
        writeChanges(out, live.changes());
        out.writeInt(live.attributes().size());
        for (Map.Entry<String, StoredValue> attribute : live.attributes().entrySet()) {
            writeBytes(out, attribute.getKey().getBytes(StandardCharsets.UTF_8));
            if (attribute.getValue() instanceof StoredValue.Present present) {
                out.writeByte('P');
                writeStamp(out, present.stamp());
                writeBytes(out, present.bytes());
            } else {
                out.writeByte('R');
                writeStamp(out, attribute.getValue().stamp());
            }
        }
    }

    private static void writeChanges(DataOutputStream out, ChangeCount changes) throws IOException {
        out.writeInt(changes.writers().size());
        for (Map.Entry<Integer, ChangeCount.Writer> writer : changes.writers().entrySet()) {
            out.writeInt(writer.getKey());
            out.writeInt(writer.getValue().made());
            out.writeInt(writer.getValue().archived());
            out.writeLong(writer.getValue().sinceMillis());
        }
    }

    private static void writeTombstone(DataOutputStream out, Tombstone tombstone) throws IOException {
        out.writeByte(tombstone.isEnd() ? 'T' : 'M');
        writeStamp(out, tombstone.stamp());
        out.writeLong(tombstone.untilMillis());
        out.writeInt(tombstone.successors().size());
        for (String successor : tombstone.successors()) {
            writeBytes(out, successor.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeStamp(DataOutputStream out, Stamp stamp) throws IOException {
        out.writeLong(stamp.time());
        out.writeInt(stamp.writer());
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads to the end of {@code in}; any runtime exception means that the bytes are no body. */
    static SessionRecord decode(ByteBuffer in) {
        SessionRecord record = switch (in.get()) {
            case 'L' -> readLive(in);
            case 'T' -> readTombstone(in, true);
            case 'M' -> readTombstone(in, false);
            default -> throw new IllegalArgumentException("kind of record");
        };
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes after the record");
        }
        return record;
    }

    private static ChangeCount readChanges(ByteBuffer in) {
        int count = count(in, MOST_WRITERS);
        SortedMap<Integer, ChangeCount.Writer> writers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            writers.put(in.getInt(), new ChangeCount.Writer(in.getInt(), in.getInt(), in.getLong()));
        }
        return new ChangeCount(writers);
    }

    private static int count(ByteBuffer in, int most) {
        int count = in.getInt();
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("count out of bounds");
        }
        return count;
    }

    private static Live readLive(ByteBuffer in) {
        long createdMillis = in.getLong();
        Validity validity = new Validity(in.getLong(), in.getLong(), in.getLong());
        IdleTimeout idleTimeout = new IdleTimeout(in.getInt(), readStamp(in));
        ChangeCount changes = readChanges(in);
        int count = count(in, MOST_ATTRIBUTES);
        SortedMap<String, StoredValue> attributes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = new String(readBytes(in), StandardCharsets.UTF_8);
            attributes.put(name, readValue(in));
        }
        return new Live(createdMillis, validity, idleTimeout, attributes, changes);
    }

    private static StoredValue readValue(ByteBuffer in) {
        byte kind = in.get();
        Stamp stamp = readStamp(in);
        return switch (kind) {
            case 'P' -> new StoredValue.Present(stamp, readBytes(in));
            case 'R' -> new StoredValue.Removed(stamp);
            default -> throw new IllegalArgumentException("kind of attribute");
        };
    }

    private static Tombstone readTombstone(ByteBuffer in, boolean isEnd) {
        Stamp stamp = readStamp(in);
        long untilMillis = in.getLong();
        int count = count(in, MOST_SUCCESSORS);
        SortedSet<String> successors = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            successors.add(readKey(in));
        }
        return new Tombstone(stamp, isEnd, successors, untilMillis);
    }

    private static String readKey(ByteBuffer in) {
        String key = new String(readBytes(in), StandardCharsets.US_ASCII);
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("no key of a session");
        }
        return key;
    }

    private static Stamp readStamp(ByteBuffer in) {
        return new Stamp(in.getLong(), in.getInt());
    }

    private static byte[] readBytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("length past the end");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
