package io.holdfast.session;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.io.ByteArrayOutputStream;
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

/**
 * The body of a record. It begins with its kind: {@code L} (created, idle timeout and its stamp, number of attributes,
 * then of each its name, its kind {@code P} or {@code R}, its stamp and, if present, its bytes), {@code C} where
 * changes are counted (number of writers, then of each its number, the changes made and archived and since when, then
 * all of {@code L}), or for a tombstone {@code T} where the session has ended and {@code M} where it only moved (stamp,
 * number of successors, their keys). Names are UTF-8; lengths and counts take 4 bytes, a stamp 12.
 */
final class RecordBody {

    private RecordBody() {}

    static byte[] encode(SessionRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (record instanceof Live live) {
                writeLive(out, live);
            } else if (record instanceof Tombstone tombstone) {
                writeTombstone(out, tombstone);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void writeLive(DataOutputStream out, Live live) throws IOException {
        if (live.changes().writers().isEmpty()) {
            out.writeByte('L');
        } else {
            out.writeByte('C');
            writeChanges(out, live.changes());
        }
        out.writeLong(live.createdMillis());
        out.writeInt(live.idleTimeout().seconds());
        writeStamp(out, live.idleTimeout().stamp());
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
            case 'L' -> readLive(in, ChangeCount.NONE);
            case 'C' -> readLive(in, readChanges(in));
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
        int count = in.getInt();
        SortedMap<Integer, ChangeCount.Writer> writers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            writers.put(in.getInt(), new ChangeCount.Writer(in.getInt(), in.getInt(), in.getLong()));
        }
        return new ChangeCount(writers);
    }

    private static Live readLive(ByteBuffer in, ChangeCount changes) {
        long createdMillis = in.getLong();
        IdleTimeout idleTimeout = new IdleTimeout(in.getInt(), readStamp(in));
        int count = in.getInt();
        SortedMap<String, StoredValue> attributes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = new String(readBytes(in), StandardCharsets.UTF_8);
            attributes.put(name, readValue(in));
        }
        return new Live(createdMillis, idleTimeout, attributes, changes);
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
        int count = in.getInt();
        SortedSet<String> successors = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            successors.add(new String(readBytes(in), StandardCharsets.UTF_8));
        }
        return new Tombstone(stamp, isEnd, successors);
    }

    private static Stamp readStamp(ByteBuffer in) {
        return new Stamp(in.getLong(), in.getInt());
    }

    private static byte[] readBytes(ByteBuffer in) {
        int length = in.getInt();
        if (length > in.remaining()) {
            throw new IllegalArgumentException("length past the end");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
