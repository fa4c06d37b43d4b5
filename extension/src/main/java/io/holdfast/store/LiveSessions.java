package io.holdfast.store;

import io.holdfast.session.SessionId;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this server has in memory, one {@link LiveSession} a key: while anybody holds it, and after its
 * last request within a bound. Thread-safe.
 */
final class LiveSessions {

    private final BiFunction<String, SessionId, LiveSession> maker;
    private final Consumer<LiveSession> lateSave;
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

    /**
     * @param mostBytes that unused ones may take, by estimate; 0 to keep none
     * @param lateSave is given each that leaves the cache and may have changed since its last request
     */
    LiveSessions(long mostBytes, BiFunction<String, SessionId, LiveSession> maker, Consumer<LiveSession> lateSave) {
        this.cache = new LiveCache(mostBytes);
        this.maker = maker;
        this.lateSave = lateSave;
    }

    /** Finds or makes the one of a key for a unit of work, before the nodes are asked. */
    synchronized OpenSession enter(String key, SessionId id, Function<LiveSession, OpenSession> user) {
        forgetGone();
        LiveSession live = find(key);
        if (live == null || live.hasEnded()) {
            live = maker.apply(key, id);
            byKey.put(key, new Entry(key, live, gone));
        }
        OpenSession joined = user.apply(live);
        live.join(joined);
        cache.remove(live);
        return joined;
    }

    synchronized void created(LiveSession live, OpenSession user) {
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
    synchronized void rejoin(LiveSession live, OpenSession user) {
        live.join(user);
        cache.remove(live);
    }

    /** A unit of work is over. */
    void leave(LiveSession live, OpenSession user) {
        left(live, user).stream().filter(evicted -> evicted.table().isSuspect()).forEach(lateSave);
    }

    /** Those that have to make room for it. */
    private synchronized List<LiveSession> left(LiveSession live, OpenSession user) {
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
