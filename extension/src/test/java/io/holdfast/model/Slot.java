package io.holdfast.model;

/** One attribute of a live session: what is stored of it, and what was set here since. */
final class Slot {

    /** Null: removed, or never there. */
    Value value;
    /** Of what is stored. */
    long stamp;

    /** Set or removed here and not stored yet. */
    boolean dirty;
    /** When it was set. */
    long setStamp;
    /** Counts the sets. */
    int version;

    Request setter;
    /** What was encoded of that set, under its stamp. Null: nothing yet. */
    private Integer written;
    /** What the unstored set took the place of. */
    private Undo undo;

    private record Undo(Value value, boolean dirty, long setStamp, Request setter, Undo before) {}

    void set(Value to, long stampOfSet, Request by) {
        undo = new Undo(value, dirty, setStamp, setter, undo);
        value = to;
        dirty = true;
        setStamp = stampOfSet;
        setter = by;
        written = null;
        version++;
    }

    /** Its stamp was given to other bytes already, on their way to the nodes or there. */
    boolean isWritten(int otherThan) {
        return written != null && written != otherThan;
    }

    void writes(int bits) {
        written = bits;
    }

    /** Back to what was there before the last set, unstored sets of others included. */
    void takeBack() {
        value = undo.value;
        dirty = undo.dirty;
        setStamp = undo.setStamp;
        setter = undo.setter;
        undo = undo.before;
        version++;
    }

    void clean() {
        dirty = false;
        undo = null;
    }

    /** What is stored, decoded anew. */
    void show(Entry stored) {
        clean();
        value = stored.value() == Entry.REMOVED ? null : Value.decoded(stored.value());
        stamp = stored.stamp();
    }

    long shownStamp() {
        return dirty ? setStamp : stamp;
    }
}
