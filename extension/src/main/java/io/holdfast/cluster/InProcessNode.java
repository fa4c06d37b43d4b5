package io.holdfast.cluster;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A node in this process, with the manners of memcached: for a first look without a memcached, and for tests.
 * Thread-safe; every request is answered at once. What it holds is gone with the process.
 *
 * <p>Over its bound in bytes it drops what was longest unused.
 */
public final class InProcessNode implements NodeClient {

    /** About what memcached adds to key and value: item header, CAS token, client flags, line end. */
    private static final int ENTRY_OVERHEAD_BYTES = 64;

    private record Entry(byte[] value, int flags, long cas, long expiresAtMillis) {

        int ttlSeconds(long nowMillis) {
            return (int) ((expiresAtMillis - nowMillis + 999) / 1000);
        }

        Entry expiringAt(long millis) {
            return new Entry(value, flags, cas, millis);
        }
    }

    private final Node node;
    private final int maxValueBytes;
    private final long maxBytes;
    private final InstantSource time;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long lastCas;
    private boolean closed;

    /**
     * @param maxValueBytes a larger value is rejected and the old one stays; at least 1
     * @param maxBytes bound on all that is held, counting some 64 bytes for each entry beside key and value; at least 1
     */
    public InProcessNode(Node node, int maxValueBytes, long maxBytes, InstantSource time) {
        this.node = node;
        this.maxValueBytes = atLeastOne("maxValueBytes", maxValueBytes);
        this.maxBytes = atLeastOne("maxBytes", maxBytes);
        this.time = time;
    }

    private static <N extends Number> N atLeastOne(String name, N number) {
        if (number.longValue() < 1) {
            throw new IllegalArgumentException(name + " must be >= 1 but is " + number);
        }
        return number;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public int maxValueBytes() {
        return maxValueBytes;
    }

    /** The one that it has. */
    @Override
    public NodeIncarnation incarnation() {
        return new NodeIncarnation(1, OptionalLong.of(maxBytes));
    }

    @Override
    public CompletableFuture<NodeReply> send(NodeRequest request) {
        return CompletableFuture.completedFuture(answer(request));
    }

    @Override
    public synchronized NodeReply probe(Duration timeout) {
        return closed ? new NodeReply.NoAnswer(NodeReply.Cause.NOT_CONNECTED) : NodeReply.PONG;
    }

    private synchronized NodeReply answer(NodeRequest request) {
        if (closed) {
            return new NodeReply.NoAnswer(NodeReply.Cause.NOT_CONNECTED);
        }
        if (request instanceof NodeRequest.Put put) {
            return write(put, time.millis());
        }
        if (request instanceof NodeRequest.Delete delete) {
            return delete(delete, time.millis());
        }
        return read((NodeRequest.Get) request, time.millis());
    }

    private NodeReply delete(NodeRequest.Delete delete, long now) {
        Entry entry = live(delete.key(), now);
        if (entry == null) {
            return NodeReply.MISS;
        }
        if (entry.cas() != delete.cas()) {
            return NodeReply.CONFLICT;
        }
        remove(delete.key());
        return NodeReply.DELETED;
    }

    private NodeReply read(NodeRequest.Get get, long now) {
        Entry entry = live(get.key(), now);
        if (entry == null) {
            return NodeReply.MISS;
        }
        get.ttlSeconds().ifPresent(ttl -> entries.put(get.key(), entry.expiringAt(now + ttl * 1000L)));
        byte[] value = get.withValue() ? entry.value().clone() : null;
        return new NodeReply.Hit(value, entry.flags(), entry.cas(), entry.ttlSeconds(now));
    }

    private NodeReply write(NodeRequest.Put put, long now) {
        if (put.value().length > maxValueBytes) {
            return new NodeReply.Rejected(
                    "value of " + put.value().length + " bytes is over the limit of " + maxValueBytes + " bytes");
        }
        Entry old = live(put.key(), now);
        if (put.cas().isEmpty()) {
            return old == null ? store(put, now) : NodeReply.CONFLICT;
        }
        if (old == null) {
            return NodeReply.MISS;
        }
        return old.cas() == put.cas().getAsLong() ? store(put, now) : NodeReply.CONFLICT;
    }

    private NodeReply store(NodeRequest.Put put, long now) {
        remove(put.key());
        Entry entry = new Entry(put.value(), put.flags(), ++lastCas, now + put.ttlSeconds() * 1000L);
        entries.put(put.key(), entry);
        bytes += size(put.key(), entry);
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<String, Entry> dropped = oldest.next();
            bytes -= size(dropped.getKey(), dropped.getValue());
            oldest.remove();
        }
        return new NodeReply.Stored(entry.cas());
    }

    private @Nullable Entry live(String key, long now) {
        Entry entry = entries.get(key);
        if (entry != null && entry.expiresAtMillis() <= now) {
            remove(key);
            return null;
        }
        return entry;
    }

    /** Drops a value as if memory had run out. */
    synchronized void evict(String key) {
        remove(key);
    }

    private void remove(String key) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            bytes -= size(key, entry);
        }
    }

    private static long size(String key, Entry entry) {
        return (long) key.length() + entry.value().length + ENTRY_OVERHEAD_BYTES;
    }

    /** Forgets everything; later requests are answered {@link NodeReply.Cause#NOT_CONNECTED}. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.clear();
        bytes = 0;
    }
}
