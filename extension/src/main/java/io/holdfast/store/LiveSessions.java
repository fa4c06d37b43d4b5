package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.session.SessionRecord.Tombstone;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this server has in memory, one {@link LiveSession} a key: while anybody holds it, and after its
 * last request within a bound. Thread-safe.
 */
final class LiveSessions {

    private final BiFunction<String, SessionId, LiveSession> maker;
    private final Map<String, Entry> byKey = new HashMap<>();
    private final ReferenceQueue<LiveSession> gone = new ReferenceQueue<>();
    private final LiveCache cache;
    private boolean closed;

    /** Weak: who holds a session beyond its requests finds the same one, and nobody else keeps it. */
    private static final class Entry extends WeakReference<LiveSession> {
        private final String key;

        Entry(String key, LiveSession live, ReferenceQueue<LiveSession> gone) {
            super(live, gone);
            this.key = key;
        }
    }

    /** @param mostBytes that unused ones may take, by estimate; 0 to keep none */
    LiveSessions(long mostBytes, BiFunction<String, SessionId, LiveSession> maker) {
        this.cache = new LiveCache(mostBytes);
        this.maker = maker;
    }

    /** One that nobody else has. */
    LiveSession apart(String key, SessionId id) {
        return maker.apply(key, id);
    }

    /** Finds or makes the one of a key for a unit of work, before the nodes are asked. */
    synchronized LiveSession enter(String key, SessionId id, UnitOfWork user) {
        forgetGone();
        LiveSession live = find(key);
        if (live == null || live.hasEnded()) {
            live = maker.apply(key, id);
            byKey.put(key, new Entry(key, live, gone));
        }
        live.join(user);
        cache.remove(live);
        return live;
    }

    synchronized void created(LiveSession live, UnitOfWork user) {
        forgetGone();
        byKey.put(live.key(), new Entry(live.key(), live, gone));
        live.join(user);
    }

    /** The one of a key, if anybody holds it. */
    synchronized @Nullable LiveSession find(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? null : entry.get();
    }

    /** A unit of work goes on after all. */
    synchronized void rejoin(LiveSession live, UnitOfWork user) {
        live.join(user);
        cache.remove(live);
    }

    /** A unit of work is over. Those leave the cache for it, and may have changed since their last request. */
    List<LiveSession> leave(LiveSession live, UnitOfWork user) {
        List<LiveSession> evicted = left(live, user);
        return evicted.isEmpty()
                ? evicted
                : evicted.stream().filter(one -> one.table().isSuspect()).toList();
    }

    /** Those that have to make room for it. */
    private synchronized List<LiveSession> left(LiveSession live, UnitOfWork user) {
        if (!live.leave(user)) {
            return List.of();
        }
        if (live.hasFailed()) {
            live.clear(); // and not forgotten: somebody may hold it, and would have another one than others
        }
        Base base = live.table().base();
        if (base == null || closed || live.hasEnded() || find(live.key()) != live) {
            return List.of();
        }
        return cache.add(live, base.bytes());
    }

    /** The session has another key from now on; the former one leads nowhere here. */
    synchronized void moved(LiveSession live, String key, SessionId id) {
        forget(live);
        live.moved(key, id);
        LiveSession there = find(key);
        if (there == null || there.hasEnded()) {
            byKey.put(key, new Entry(key, live, gone));
        }
    }

    /** The session is none any more. */
    synchronized void forget(LiveSession live) {
        cache.remove(live);
        if (find(live.key()) == live) {
            byKey.remove(live.key());
        }
    }

    /** The nodes have a tombstone under that key. A move is no end: who holds the session goes where it went. */
    void foundGone(LiveSession live, String key, Tombstone tombstone) {
        if (tombstone.isEnd()) {
            ended(live);
        } else if (!live.key().equals(key)) {
            return; // it has left that key here, and is the one of another by now
        } else if (tombstone.successors().size() == 1) {
            moved(live, tombstone.successors().first(), live.id());
        } else {
            forget(live);
        }
    }

    /** Whoever holds the session of that key is told at once. */
    void ended(String key) {
        LiveSession live = find(key);
        if (live != null) {
            ended(live);
        }
    }

    void ended(LiveSession live) {
        live.ended();
        forget(live);
    }

    private void forgetGone() {
        for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
            Entry entry = (Entry) one;
            byKey.remove(entry.key, entry);
        }
    }

    /** What unused sessions take, by estimate. */
    synchronized long bytes() {
        return cache.bytes();
    }

    /** Keeps none from now on; those that it had are returned. */
    synchronized List<LiveSession> close() {
        closed = true;
        byKey.clear();
        return cache.clear();
    }
}
