package io.holdfast.store;

import io.holdfast.bounded.BoundedMap;
import io.holdfast.session.ChangeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Numbers the changes that this process makes to a session. Parallel requests start from the same record and are stored
 * in any order, so each counts as a writer of its own while its save lasts. Of every writer a change is stored before
 * the next one is numbered: if a number is archived, so are those before it. Thread-safe.
 *
 * <p>Bounded, the longest unused is forgotten first: then the record itself tells the last number, which is right
 * unless a request is older than the changes of all those sessions.
 */
final class ChangeSequencer {

    private static final int MOST_SESSIONS = 100_000;

    private final int firstWriter;
    private final Map<String, List<WriterSlot>> slots = BoundedMap.byAge(MOST_SESSIONS); // guarded by this

    private static final class WriterSlot {
        private int last;
        private boolean busy;
    }

    /** A change that is about to be made. */
    record Change(int writer, int number) {}

    /** @param firstWriter the number of this process; those behind it are its parallel requests' */
    ChangeSequencer(int firstWriter) {
        this.firstWriter = firstWriter;
    }

    /** @param known what the record tells of changes so far */
    synchronized Change next(String key, ChangeCount known) {
        List<WriterSlot> mine = slots.remove(key);
        if (mine == null) {
            mine = new ArrayList<>(1);
        }
        slots.put(key, mine);
        int place = 0;
        while (place < mine.size() && mine.get(place).busy) {
            place++;
        }
        if (place == mine.size()) {
            mine.add(new WriterSlot());
        }
        WriterSlot slot = mine.get(place);
        slot.busy = true;
        slot.last = Math.max(slot.last, known.made(firstWriter + place)) + 1;
        return new Change(firstWriter + place, slot.last);
    }

    /** @param made false if it certainly was not */
    synchronized void done(String key, Change change, boolean made) {
        List<WriterSlot> mine = slots.get(key);
        int place = change.writer - firstWriter;
        if (mine != null && place < mine.size()) {
            WriterSlot slot = mine.get(place);
            slot.busy = false;
            slot.last = made ? slot.last : change.number - 1;
        }
    }
}
