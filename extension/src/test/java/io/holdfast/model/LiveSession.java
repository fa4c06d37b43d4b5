package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;

/** All that a server keeps of one session: what it knows to be stored, and the decoded values. */
final class LiveSession {

    enum State {
        LIVE,
        ENDING,
        MOVING,
        ENDED
    }

    int key;
    State state = State.LIVE;
    /** Null until the first answer. */
    Base base;
    /** Counts what entered the base. */
    int version;
    /** When the nodes last confirmed it. */
    int confirmedAt;

    int inUse;
    /** Held by somebody outside of requests. */
    boolean held;
    /** Its last save was not acknowledged. */
    boolean failed;
    /** Whose turn it is to write. Null: nobody's. */
    Request writer;

    private final Map<Long, Value> own = new HashMap<>();
    private Slot[] slots = empty();

    LiveSession(int key) {
        this.key = key;
    }

    private static Slot[] empty() {
        Slot[] slots = new Slot[Name.all().length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
        return slots;
    }

    Slot slot(Name name) {
        return slots[name.place()];
    }

    boolean isBusy() {
        return state == State.ENDING || state == State.MOVING;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Some value may have changed since it was last compared. */
    boolean isSuspect() {
        for (Name name : Name.all()) {
            Value value = slot(name).value;
            if (name.isMutable() && value != null && value.suspect) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the values and all that was not stored of them. */
    void clear() {
        base = null;
        version++;
        failed = false;
        slots = empty();
        own.clear();
    }

    /** Notes that this stamp was given here, to a writing of that object. */
    void gave(long stamp, Value value) {
        own.put(stamp, value);
    }

    Value givenHere(long stamp) {
        return own.get(stamp);
    }
}
