package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds of reading are far from what applications keep. */
class OrdinaryGraphsTest {

    private static final ClassLoader OURS = OrdinaryGraphsTest.class.getClassLoader();

    private final ValueCodec codec = codec(100_000, 1_000_000);

    private static ValueCodec codec(long references, long bytes) {
        return new ValueCodec(
                List.of(OURS),
                new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(500, references, bytes)));
    }

    private static Map<String, Map<Integer, String>> mapOfMaps(int maps, int entries) {
        Map<String, Map<Integer, String>> made = new HashMap<>();
        for (int i = 0; i < maps; i++) {
            Map<Integer, String> inner = new HashMap<>();
            for (int k = 0; k < entries; k++) {
                inner.put(k, "value " + k);
            }
            made.put("map " + i, inner);
        }
        return made;
    }

    private static Object json(int depth) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("name", "level " + depth);
        made.put("numbers", List.of(1, 2.5, depth));
        if (depth > 0) {
            made.put("left", json(depth - 1));
            made.put("right", new ArrayList<>(List.of(json(depth - 1))));
        }
        return made;
    }

    record Key(int id) implements Serializable {}

    /** Equal to itself only; one that is equal by what it holds comes back from no circle, with or without us. */
    static final class Person implements Serializable {
        private static final long serialVersionUID = 1L;
        final int id;
        final Set<Person> friends = new HashSet<>();
        final Map<Person, String> nicknames = new HashMap<>();

        Person(int id) {
            this.id = id;
        }
    }

    private static List<Person> people(int count) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(new Person(i));
        }
        for (Person person : people) {
            for (Person other : people) {
                if (other.id != person.id) {
                    person.friends.add(other);
                    person.nicknames.put(other, "number " + other.id);
                }
            }
        }
        return people;
    }

    private static Map<Object, Object> withKeys(Stream<Object> keys) {
        Map<Object, Object> made = new HashMap<>();
        keys.forEach(key -> made.put(key, "x"));
        return made;
    }

    static Stream<Object> graphs() {
        Map<String, Object> many = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            many.put("row " + i, Set.of("a" + i, "b" + i));
        }
        return Stream.of(
                mapOfMaps(100, 240),
                mapOfMaps(8_000, 1),
                json(10),
                many,
                withKeys(Stream.iterate(0, i -> i + 1).limit(1_500).map(i -> List.of("row", i))),
                withKeys(Stream.iterate(0, i -> i + 1).limit(10_000).map(i -> "key " + i)),
                withKeys(Stream.iterate(0, i -> i + 1).limit(10_000).map(Key::new)),
                new HashSet<>(List.of(Set.of(Set.of(Set.of("a", "b"), Set.of("c")), Set.of(Set.of("d"))))),
                new ArrayList<>(Stream.generate(HashMap::new).limit(20_000).toList()),
                Stream.generate(BitSet::new).limit(100).toArray(),
                new byte[900_000],
                new int[200][200]);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void ordinaryGraphsAreStoredAndReadBack(Object value) throws Exception {
        for (int i = 0; i < 2; i++) {
            Object read = codec.decode(codec.encode(value));
            assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value}))
                    .isTrue();
        }
    }

    @Test
    void aHundredThousandEntriesAreStoredWhereTheLimitsOnSizeAreRaised() throws Exception {
        ValueCodec large = codec(1_000_000, 16 << 20);
        Map<String, Map<Integer, String>> value = mapOfMaps(100, 1_000);
        assertThat(large.decode(large.encode(value))).isEqualTo(value);
    }

    @Test
    void entitiesThatAllKnowEachOtherAreStored() throws Exception {
        List<Person> people = people(60);
        List<?> read = (List<?>) codec.decode(codec.encode(people));
        assertThat(((Person) read.get(59)).friends).hasSize(59);
    }

    static final class Link implements Serializable {
        private static final long serialVersionUID = 1L;
        private @Nullable Link next;
    }

    @Test
    void aChainOfTwoHundredObjectsIsStored() throws Exception {
        Link first = new Link();
        for (int i = 1; i < 200; i++) {
            Link before = new Link();
            before.next = first;
            first = before;
        }
        int length = 0;
        for (Link link = (Link) codec.decode(codec.encode(first)); link != null; link = link.next) {
            length++;
        }
        assertThat(length).isEqualTo(200);
    }
}
