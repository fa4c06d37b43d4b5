package io.holdfast.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the sessions lately used in this process: what it can fill a returned node from. Bounded, the longest
 * unused is forgotten first; a session that has ended or whose idle timeout is over is forgotten too. Thread-safe; a
 * use costs a lock and two map operations.
 *
 * <p>A key takes about 160 bytes (its text 80, the entry 48, the use 32), so all of them at most 16 MB.
 */
final class RecentSessions {

    static final int MOST = 100_000;

    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final int most;
    private final NodeIncarnations incarnations;
    private final InstantSource time;

    RecentSessions(int most, NodeIncarnations incarnations, InstantSource time) {
        this.most = most;
        this.incarnations = incarnations;
        this.time = time;
    }

    /**
     * A session's last use.
     *
     * @param seenMillis when its copies were last looked at or written
     * @param endsMillis when its idle timeout is over, unless it is used again
     * @param places the nodes that held a copy then, a bit for each place in the order of preference
     */
    record Use(long seenMillis, long endsMillis, int places) {

        boolean wasAt(int place) {
            return (places >> place & 1) == 1;
        }

        int secondsLeft(long nowMillis) {
            return (int) Math.max(0, (endsMillis - nowMillis) / 1000);
        }

        boolean isOver(long nowMillis) {
            return nowMillis >= endsMillis;
        }
    }

    /** The session was used, and lives for its idle timeout from now on. */
    void used(Copies copies, int idleTimeoutSeconds) {
        copies.holders().forEach(incarnations::look);
        long now = time.millis();
        Use use = new Use(now, now + 1000L * TimeToLive.unusedSeconds(idleTimeoutSeconds), copies.places());
        synchronized (uses) {
            uses.remove(copies.key()); // to be the youngest again
            uses.put(copies.key(), use);
            forgetOldest(now);
        }
    }

    /** At each use more is forgotten than added while there is anything to forget. */
    private void forgetOldest(long now) {
        Iterator<Use> oldest = uses.values().iterator();
        for (int i = 0; i < 2 && oldest.hasNext(); i++) {
            boolean isOver = oldest.next().isOver(now);
            if (isOver || uses.size() > most) {
                oldest.remove();
            }
        }
    }

    /** The copies of a session were looked at or repaired, which is no use of it. */
    void seen(Copies copies) {
        copies.holders().forEach(incarnations::look);
        long now = time.millis();
        synchronized (uses) {
            uses.computeIfPresent(copies.key(), (key, use) -> new Use(now, use.endsMillis, copies.places()));
        }
    }

    void forget(String key) {
        synchronized (uses) {
            uses.remove(key);
        }
    }

    @Nullable
    Use get(String key) {
        synchronized (uses) {
            return uses.get(key);
        }
    }

    int size() {
        synchronized (uses) {
            return uses.size();
        }
    }

    /** Those whose idle timeout is not over, the longest unused first. */
    List<String> living() {
        long now = time.millis();
        List<String> living = new ArrayList<>();
        synchronized (uses) {
            uses.forEach((key, use) -> {
                if (!use.isOver(now)) {
                    living.add(key);
                }
            });
        }
        return living;
    }
}
