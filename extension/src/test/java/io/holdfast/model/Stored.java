package io.holdfast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A record on a node: a live one with its attributes, or a tombstone of a session that ended or moved to another key.
 */
record Stored(boolean live, int successor, List<Entry> entries) {

    private static final int NONE = -1;

    static final Stored ENDED = new Stored(false, NONE, List.of());

    static Stored of(List<Entry> entries) {
        return new Stored(true, NONE, List.copyOf(entries));
    }

    static Stored movedTo(int key) {
        return new Stored(false, key, List.of());
    }

    boolean hasMoved() {
        return successor != NONE;
    }

    Entry entry(Name name) {
        return entries.get(name.place());
    }

    Stored with(Name name, Entry entry) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(name.place(), entry);
        return of(changed);
    }

    /** Per attribute the later one; a tombstone before all else. */
    Stored merge(Stored other) {
        if (!live || this.equals(other)) {
            return this;
        }
        if (!other.live) {
            return other;
        }
        List<Entry> merged = new ArrayList<>(entries);
        for (Name name : Name.all()) {
            merged.set(name.place(), entry(name).later(other.entry(name)));
        }
        return of(merged);
    }

    @Override
    public String toString() {
        return live ? entries.toString() : hasMoved() ? "moved to key " + successor : "ended";
    }
}
