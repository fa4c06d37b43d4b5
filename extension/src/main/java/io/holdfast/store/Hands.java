package io.holdfast.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work was handed of a session, and what it set. A request goes on with the object that it got, though
 * another server's newer value has taken its place. Guarded by its {@link LiveTable}.
 */
final class Hands {

    private static final int USUALLY_MOST = 4;

    private final Map<String, Handed> handed = new HashMap<>();
    private final Set<String> sets = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<LiveValue> ever = Collections.newSetFromMap(new IdentityHashMap<>(USUALLY_MOST));
    private boolean open = true;

    /** @param sets those made here when it was handed: one more replaces it for everybody on this server */
    record Handed(LiveValue value, int sets) {}

    @Nullable
    Handed handed(String name) {
        return handed.get(name);
    }

    void hold(String name, @Nullable LiveValue value, int countOfSets) {
        if (!open && value != null) {
            value.handedOut();
        } else if (value == null) {
            handed.remove(name);
        } else {
            handed.put(name, new Handed(value, countOfSets));
            value.handedOut();
            ever.add(value);
        }
    }

    void shown(LiveValue value) {
        ever.add(value);
    }

    void hasSet(String name) {
        if (open) {
            sets.add(name);
        }
    }

    /** Whether it is for this unit of work to store what has become of the attribute. */
    boolean hasTouched(String name) {
        return sets.contains(name) || handed.containsKey(name);
    }

    boolean holds(LiveValue value) {
        if (open) {
            for (Handed one : handed.values()) {
                if (one.value() == value) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it was ever shown the value, or another one with the same object. */
    boolean wasShown(LiveValue value) {
        return ever.contains(value) || ever.stream().anyMatch(one -> one.object() == value.object());
    }

    /** Why a value that it was shown was taken out of the session since; told once, null for none. */
    @Nullable
    String takeObstacle() {
        String first = null;
        for (Iterator<LiveValue> all = ever.iterator(); all.hasNext(); ) {
            String obstacle = all.next().obstacle();
            if (obstacle != null) {
                all.remove();
                first = first == null ? obstacle : first;
            }
        }
        return first;
    }

    /** Its bytes are not tried again by this unit of work. */
    void cannotRead(String name) {
        if (open) {
            unreadable.add(name);
        }
    }

    boolean couldNotRead(String name) {
        return unreadable.contains(name);
    }

    /** Whether its request still runs. */
    boolean isOpen() {
        return open;
    }

    /** Its request is over, or goes on after all. */
    void open(boolean isOpen) {
        open = isOpen;
    }
}
