package io.holdfast.session;

import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Records for tests. As from real writers, equal stamps of one attribute mean equal values. */
final class Records {

    private Records() {}

    static Live live(Map<String, StoredValue> attributes) {
        return new Live(1_000, new IdleTimeout(1800, new Stamp(1, 1)), new TreeMap<>(attributes))
                .with(new Validity(3_000, 4_000, 5_000));
    }

    static StoredValue present(long time, String text) {
        return new StoredValue.Present(new Stamp(time, 1), text.getBytes(StandardCharsets.UTF_8));
    }

    static Arbitrary<SessionRecord> records() {
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(7, lives()), net.jqwik.api.Tuple.of(3, tombstones()));
    }

    private static Arbitrary<Tombstone> tombstones() {
        Arbitrary<Set<String>> successors =
                Arbitraries.of(key("one"), key("two"), key("three")).set().ofMaxSize(3);
        return Combinators.combine(
                        stamps(),
                        Arbitraries.of(true, false),
                        successors,
                        Arbitraries.longs().between(0, 5))
                .as((stamp, isEnd, keys, until) -> new Tombstone(stamp, isEnd, new TreeSet<>(keys), until));
    }

    /** As they are made of ids. */
    static String key(String head) {
        return "hf:" + head + "-_".repeat(16).substring(head.length());
    }

    private static Arbitrary<Validity> validities() {
        Arbitrary<Long> millis = Arbitraries.longs().between(0, 5);
        return Combinators.combine(millis, millis, millis).as(Validity::new);
    }

    static Arbitrary<Live> lives() {
        Arbitrary<Map<String, StoredValue>> attributes = Arbitraries.maps(
                        Arbitraries.of("a:user", "a:cart", "a:Größe", "b:Cart", ""), stamps())
                .map(Records::valuesOf);
        Arbitrary<IdleTimeout> timeouts = stamps().map(stamp -> new IdleTimeout((int) stamp.time() * 60, stamp));
        return Combinators.combine(
                        Arbitraries.longs().between(0, 5), validities(), timeouts, attributes, changeCounts())
                .as((created, validity, timeout, values, changes) ->
                        new Live(created, validity, timeout, new TreeMap<>(values), changes));
    }

    static Arbitrary<ChangeCount> changeCounts() {
        Arbitrary<ChangeCount.Writer> writers = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.longs().between(0, 9))
                .as((made, archived, since) -> new ChangeCount.Writer(made, Math.min(made, archived), since));
        return Arbitraries.maps(Arbitraries.integers().between(-1, 1), writers)
                .map(byNumber -> new ChangeCount(new TreeMap<>(byNumber)));
    }

    private static Map<String, StoredValue> valuesOf(Map<String, Stamp> stamps) {
        Map<String, StoredValue> values = new TreeMap<>();
        stamps.forEach((name, stamp) -> values.put(
                name,
                stamp.time() % 3 == 0
                        ? new StoredValue.Removed(stamp)
                        : new StoredValue.Present(stamp, (name + stamp).getBytes(StandardCharsets.UTF_8))));
        return values;
    }

    private static Arbitrary<Stamp> stamps() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 6),
                        Arbitraries.integers().between(-1, 1))
                .as(Stamp::new);
    }
}
