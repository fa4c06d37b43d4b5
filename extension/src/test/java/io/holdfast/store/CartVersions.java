package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session's carts as they were written, one version after another. */
final class CartVersions {

    private final NodeInspector inspector;
    private final Map<String, NavigableMap<Stamp, Version>> versions = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    /**
     * A cart as it was on its way to the nodes.
     *
     * @param writer null where it was written after the request
     */
    record Version(@Nullable Look writer, Set<Integer> marks) {}

    CartVersions(NodeInspector inspector) {
        this.inspector = inspector;
    }

    void areUnder(String key) {
        keys.add(key);
    }

    private NavigableMap<Stamp, Version> of(String name) {
        return versions.computeIfAbsent(name, same -> new TreeMap<>());
    }

    void note(String name, StoredValue sent, @Nullable Look writer) {
        of(name).computeIfAbsent(sent.stamp(), stamp -> new Version(writer, NodeInspector.marks(sent)));
    }

    boolean wasWritten(String name, int mark) {
        return of(name).values().stream().anyMatch(version -> version.marks.contains(mark))
                || inspector.sent(any -> true, Insides.stored(name)).stream()
                        .anyMatch(value -> NodeInspector.marks(value).contains(mark));
    }

    /**
     * The version after the last one that has the mark, up to {@code last}. One that every node refused may have it:
     * nobody else can have seen that, and what took the mark's place may be older.
     */
    @Nullable
    Version firstWithout(String name, int mark, Stamp last) {
        inspector.sent(keys::contains, Insides.stored(name)).forEach(value -> note(name, value, null));
        Set<Stamp> taken = new HashSet<>();
        inspector.taken(keys::contains, Insides.stored(name)).forEach(value -> taken.add(value.stamp()));
        Version first = null;
        for (Map.Entry<Stamp, Version> each : of(name).headMap(last, true).entrySet()) {
            boolean has = each.getValue().marks.contains(mark);
            if (has && taken.contains(each.getKey())) {
                first = null;
            } else if (!has && first == null) {
                first = each.getValue();
            }
        }
        return first;
    }
}
