package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A session's carts as they were written, one version after another. */
final class CartVersions {

    private final NodeInspector inspector;
    private final Map<String, NavigableMap<Stamp, Version>> versions = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<Stamp, Look> setters = new HashMap<>();

    /**
     * A cart as it was on its way to the nodes.
     *
     * @param writer null where it was written after the request
     * @param known when it was known to be on its way
     */
    record Version(@Nullable Look writer, Set<Integer> marks, long known) {

        /** Whether another server wrote it, or nobody knows who. */
        boolean isOfOther(SimulatedServer server) {
            return writer == null || writer.server() != server;
        }

        boolean isWithout(int mark) {
            return !marks.contains(mark);
        }

        boolean overlaps(Look look, String name) {
            return writer != null && look.overlapsApart(writer, name);
        }
    }

    /**
     * A mark was there, and then it was not.
     *
     * @param writer of what took its place; null as of a version
     * @param until when it was there again
     */
    record Loss(@Nullable Look writer, long since, long until) {}

    CartVersions(NodeInspector inspector) {
        this.inspector = inspector;
    }

    void areUnder(String key) {
        keys.add(key);
    }

    void isSetBy(Look setter, Stamp stamp) {
        setters.put(stamp, setter);
    }

    /** Whether there is such a version that not every node has refused. */
    boolean any(String name, Predicate<Version> condition) {
        Set<Stamp> taken = taken(name);
        return of(name).entrySet().stream()
                .anyMatch(each -> taken.contains(each.getKey()) && condition.test(each.getValue()));
    }

    /** Notes what was written after requests. */
    void noteSent(String name, long now) {
        inspector.sent(keys::contains, Insides.stored(name)).forEach(value -> note(name, value, null, now));
    }

    private NavigableMap<Stamp, Version> of(String name) {
        return versions.computeIfAbsent(name, same -> new TreeMap<>());
    }

    void note(String name, StoredValue sent, @Nullable Look writer, long now) {
        of(name).computeIfAbsent(
                        sent.stamp(),
                        stamp -> new Version(setters.getOrDefault(stamp, writer), NodeInspector.marks(sent), now));
    }

    boolean wasWritten(String name, int mark) {
        return of(name).values().stream().anyMatch(version -> version.marks.contains(mark))
                || inspector.sent(any -> true, Insides.stored(name)).stream()
                        .anyMatch(value -> NodeInspector.marks(value).contains(mark));
    }

    /**
     * Those of a mark up to {@code last}: none if it is there. What is lost comes back with an object that somebody had
     * in hand. A version that every node refused may have the mark: nobody else can have seen that, and what took the
     * mark's place may be older.
     */
    List<Loss> losses(String name, int mark, Stamp last) {
        Set<Stamp> taken = taken(name);
        List<Loss> losses = new ArrayList<>();
        boolean wasTaken = false;
        Version there = null;
        Version without = null;
        for (Map.Entry<Stamp, Version> each : of(name).headMap(last, true).entrySet()) {
            Version version = each.getValue();
            boolean isTaken = taken.contains(each.getKey());
            if (version.isWithout(mark)) {
                without = without == null && there != null ? version : without;
            } else if (isTaken || !wasTaken) {
                if (there == null) {
                    there = version;
                } else if (without != null) {
                    losses.add(loss(losses, there, without, version.known));
                    there = version;
                }
                without = null;
                wasTaken |= isTaken;
            }
        }
        if (there != null && without != null) {
            losses.add(loss(losses, there, without, Long.MAX_VALUE));
            return losses;
        }
        return List.of();
    }

    /** Of the first it does not matter when it was known: a user may have been told before. */
    private static Loss loss(List<Loss> before, Version there, Version without, long until) {
        return new Loss(without.writer, before.isEmpty() ? 0 : there.known, until);
    }

    private Set<Stamp> taken(String name) {
        Set<Stamp> taken = new HashSet<>();
        inspector.taken(keys::contains, Insides.stored(name)).forEach(value -> taken.add(value.stamp()));
        return taken;
    }
}
