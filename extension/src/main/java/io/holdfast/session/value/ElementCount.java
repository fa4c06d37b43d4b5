package io.holdfast.session.value;

import static java.util.Map.entry;

import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares how many objects one of the JDK's collections says it holds with how many it has written. The two differ if
 * another thread changed it in between, or if two changed it at once without a lock, for good. Reading does not tell: a
 * HashMap skips without a word what is beyond its count.
 *
 * <p>Collections that write a mark after the last object need no such look.
 */
final class ElementCount {

    /** Where the count is, and what is counted. */
    enum Form {
        /** The last int before the elements. */
        ELEMENTS,
        /** The last int before keys and values in turn. */
        ENTRIES,
        /** An int field before the elements. */
        BY_FIELD,
        /** The fields count, putIndex and takeIndex of an array in which they go round; else it is full of null. */
        RING
    }

    /** What null says. */
    enum Null {
        /** An element like others. */
        ELEMENT,
        /** An element, or a place that was emptied a moment ago. */
        PERHAPS_EMPTIED,
        /** No element. */
        EMPTIED
    }

    /** How a class does all that. */
    record Kind(Form form, Null ofNull) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("java.util.ArrayDeque", new Kind(Form.ELEMENTS, Null.EMPTIED)),
            entry("java.util.ArrayList", new Kind(Form.BY_FIELD, Null.PERHAPS_EMPTIED)),
            entry("java.util.EnumMap", new Kind(Form.ENTRIES, Null.PERHAPS_EMPTIED)),
            entry("java.util.HashMap", new Kind(Form.ENTRIES, Null.ELEMENT)),
            entry("java.util.HashSet", new Kind(Form.ELEMENTS, Null.ELEMENT)),
            entry("java.util.Hashtable", new Kind(Form.ENTRIES, Null.ELEMENT)),
            entry("java.util.IdentityHashMap", new Kind(Form.ENTRIES, Null.PERHAPS_EMPTIED)),
            entry("java.util.LinkedList", new Kind(Form.ELEMENTS, Null.PERHAPS_EMPTIED)),
            entry("java.util.PriorityQueue", new Kind(Form.BY_FIELD, Null.EMPTIED)),
            entry("java.util.TreeMap", new Kind(Form.ENTRIES, Null.ELEMENT)),
            entry("java.util.TreeSet", new Kind(Form.ELEMENTS, Null.ELEMENT)),
            entry("java.util.concurrent.ArrayBlockingQueue", new Kind(Form.RING, Null.ELEMENT)),
            entry("java.util.concurrent.CopyOnWriteArrayList", new Kind(Form.ELEMENTS, Null.ELEMENT)));

    private final String type;
    private final Kind kind;
    private int first;
    private int declared;
    private int objects;
    private int nulls;
    private final @Nullable BitSet free; // of a ring

    private ElementCount(String type, Kind kind) {
        this.type = type;
        this.kind = kind;
        this.free = kind.form == Form.RING ? new BitSet() : null;
    }

    /** Null for a class that is not such a collection. */
    static @Nullable Kind kindOf(String className) {
        return KINDS.get(className);
    }

    static @Nullable ElementCount of(String className, @Nullable Kind kind) {
        return kind == null ? null : new ElementCount(className, kind);
    }

    /** Takes note of what comes next in {@code in}, an object or bytes between objects; of nothing if it is null. */
    static void note(@Nullable ElementCount count, SerialBytes in, boolean isObject, boolean isNull) {
        if (count != null && isObject) {
            count.object(isNull);
        } else if (count != null) {
            count.bytes(in);
        }
    }

    /** Takes note of a field. */
    void field(int value, boolean isFirst) {
        first = isFirst ? value : first;
        declared = value;
    }

    private void bytes(SerialBytes in) {
        if (kind.form != Form.BY_FIELD) {
            declared = in.lastWhole();
            objects = 0; // a TreeSet's comparator comes before
            nulls = 0;
        }
    }

    private void object(boolean isNull) {
        nulls += isNull ? 1 : 0;
        if (free != null) {
            free.set(objects, isNull);
        }
        objects++;
    }

    boolean isRing() {
        return free != null;
    }

    /** How many nulls may be of {@link EmptiedPlaces}. */
    int doubtful() {
        return kind.ofNull == Null.PERHAPS_EMPTIED ? nulls : 0;
    }

    /** What is wrong, or null. */
    @Nullable
    String fault() {
        if (isRing()) {
            return isWholeRing() ? null : "a " + type + " in it has elements elsewhere than it said";
        }
        if (kind.ofNull == Null.EMPTIED && nulls > 0) {
            return "a " + type + " in it held null";
        }
        int each = kind.form == Form.ENTRIES ? 2 : 1;
        return objects == (long) declared * each
                ? null
                : "a " + type + " in it said that it holds " + declared + " and wrote " + objects / each;
    }

    private boolean isWholeRing() {
        BitSet said = new BitSet();
        said.set(0, objects);
        for (int i = 0; i < Math.min(first, objects); i++) {
            said.clear((declared + i) % objects);
        }
        return first <= objects && said.equals(free);
    }
}
