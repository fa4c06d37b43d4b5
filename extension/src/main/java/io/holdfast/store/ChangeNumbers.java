package io.holdfast.store;

import io.holdfast.session.ChangeCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the changes that this process makes to a session. Parallel requests start from the same record and are stored
 * in any order: each counts as a writer of its own while its save lasts, so that of every writer a change is stored
 * before the next one is numbered, and that a number is archived tells that those before it are. Thread-safe.
 *
 * <p>Bounded, the longest unused is forgotten first: then the record itself tells the last number, which is right
 * unless a request is older than the changes of all those sessions.
 */
final class ChangeNumbers {

    private static final int MOST_SESSIONS = 100_000;

    private final int firstWriter;
    private final Map<String, List<Lane>> lanes = new LinkedHashMap<>(); // guarded by this

    private static final class Lane {
        private int last;
        private boolean busy;
    }

    /** A change that is about to be made. */
    record Change(int writer, int number) {}

    /** @param firstWriter the number of this process; those behind it are its parallel requests' */
    ChangeNumbers(int firstWriter) {
        this.firstWriter = firstWriter;
    }

    /** @param known what the record tells of changes so far */
    synchronized Change next(String key, ChangeCount known) {
        List<Lane> mine = lanes.remove(key);
        if (mine == null) {
            mine = new ArrayList<>(1);
        }
        lanes.put(key, mine);
        if (lanes.size() > MOST_SESSIONS) {
            lanes.remove(lanes.keySet().iterator().next());
        }
        int place = 0;
        while (place < mine.size() && mine.get(place).busy) {
            place++;
        }
        if (place == mine.size()) {
            mine.add(new Lane());
        }
        Lane lane = mine.get(place);
        lane.busy = true;
        lane.last = Math.max(lane.last, known.made(firstWriter + place)) + 1;
        return new Change(firstWriter + place, lane.last);
    }

    /** @param made false where it certainly was not */
    synchronized void done(String key, Change change, boolean made) {
        List<Lane> mine = lanes.get(key);
        int place = change.writer - firstWriter;
        if (mine != null && place < mine.size()) {
            Lane lane = mine.get(place);
            lane.busy = false;
            lane.last = made ? lane.last : change.number - 1;
        }
    }
}
