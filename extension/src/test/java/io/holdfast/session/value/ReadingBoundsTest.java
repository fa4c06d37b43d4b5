package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading may cost at most, in time, bytes and classes, whatever the bytes are. */
@SuppressWarnings("JdkObsolete") // applications keep Hashtables in sessions
class ReadingBoundsTest {

    private static final ClassLoader OURS = ReadingBoundsTest.class.getClassLoader();

    /** Of several seconds that a busy machine may take. */
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private final ValueCodec codec = codec(1_000_000);

    private static ValueCodec codec(long bytes) {
        return new ValueCodec(
                List.of(OURS),
                new SerialFilter(
                        Set.of(OURS),
                        List.of("java.lang.reflect.Proxy", "java.lang.Class"),
                        new SerialFilter.Limits(500, 100_000, bytes)));
    }

    private void assertRefusedSoon(byte[] bytes, String reason) {
        assertTimeoutPreemptively(
                GENEROUS,
                () -> assertThatThrownBy(() -> codec.decode(bytes))
                        .isInstanceOf(UnreadableValueException.class)
                        .hasMessageContaining(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 45, 200})
    void setsThatHoldEachOtherTwiceAreRefusedBeforeTheyAreHashed(int levels) throws Exception {
        byte[] bytes = Bombs.bytesOf(Bombs.nestedSets(levels));
        assertRefusedSoon(bytes, "keys in its hash tables");
    }

    static Stream<Function<Object, Object>> tables() {
        return Stream.of(
                key -> new HashSet<>(List.of(key)),
                key -> new LinkedHashSet<>(List.of(key)),
                key -> new HashMap<>(Map.of(key, "x")),
                key -> new LinkedHashMap<>(Map.of(key, "x")),
                key -> new Hashtable<>(Map.of(key, "x")),
                key -> new ConcurrentHashMap<>(Map.of(key, "x")),
                key -> Set.of(key, "x", "y"),
                key -> Map.of(key, "x", "y", "z"),
                key -> Collections.unmodifiableSet(new HashSet<>(List.of(key))));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void listsThatHoldEachOtherTwiceAreRefusedAsKeysOfEveryKindOfTable(Function<Object, Object> table)
            throws Exception {
        assertRefusedSoon(Bombs.bytesOf(Bombs.nestedListsIn(table, 60)), "keys in its hash tables");
    }

    @Test
    void aTagThatIsHiddenBehindAFieldOfNobodysMakesNoListOfASet() throws Exception {
        byte[] set = Bombs.bytesOf(Bombs.nestedListsIn(key -> Set.of(key, "x", "y"), 60));
        String bytes = new String(set, java.nio.charset.StandardCharsets.ISO_8859_1);
        String forged = bytes.replace("\0\1I\0\3tagxp\0\0\0\2", "\0\2I\0\3tagI\0\3zzzxp\0\0\0\2\0\0\0\1");
        assertThat(forged).isNotEqualTo(bytes);
        assertRefusedSoon(forged.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "keys in its hash tables");
    }

    /** What is refused when it is read is refused when it is written, so it is not lost. */
    @Test
    void theSameIsRefusedWhenItIsWritten() {
        for (Object bomb : List.<Supplied>of(
                        () -> Bombs.nestedSets(45),
                        () -> Bombs.nestedListsIn(key -> new HashMap<>(Map.of(key, "x")), 60))
                .stream()
                .map(Supplied::get)
                .toArray()) {
            assertTimeoutPreemptively(
                    GENEROUS,
                    () -> assertThatThrownBy(() -> codec.encode(bomb))
                            .isInstanceOf(UnstorableValueException.class)
                            .hasMessageContaining("keys in its hash tables")
                            .hasMessageContaining("holdfast.max-attribute-references"));
        }
    }

    private interface Supplied {
        Object get();
    }

    @Test
    void keysOfOneHashCodeAreReadSoonOrRefused() throws Exception {
        byte[] bytes = codec.encode(Bombs.colliding(3_000));
        assertTimeoutPreemptively(GENEROUS, () -> codec.decode(bytes));
        assertRefusedSoon(Bombs.bytesOf(Bombs.colliding(6_000)), "keys in its hash tables");
    }

    @Test
    void arraysThatSayTheyAreLargeAreNotMade() throws Exception {
        byte[] bytes = Bombs.nestedArrays(98);
        assertThat(bytes).hasSizeLessThan(1_100);
        assertThat(allocatedByRefusing(bytes)).isLessThan(10_000_000);
    }

    static Stream<byte[]> tablesThatSayTheyAreLarge() throws Exception {
        return Stream.of(
                said(nested(ArrayList::new), "\0\0\0\1w\4\0\0\0\1", "\0\16\0\0w\4\0\16\0\0"),
                said(nestedMaps(HashMap::new), "w\10\0\0\0\20\0\0\0\1", "w\10\0\0\0\20\0\3\0\0"),
                said(nested(HashSet::new), "\0\0\0\1", "\0\3\0\0"),
                said(nestedMaps(Hashtable::new), "?@\0\0", "\66\0\0\0"));
    }

    private static Object nested(java.util.function.Supplier<Collection<Object>> make) {
        Collection<Object> made = make.get();
        made.add("x");
        for (int i = 0; i < 90; i++) {
            Collection<Object> next = make.get();
            next.add(made);
            made = next;
        }
        return made;
    }

    private static Object nestedMaps(java.util.function.Supplier<Map<Object, Object>> make) {
        Map<Object, Object> made = make.get();
        for (int i = 0; i < 90; i++) {
            Map<Object, Object> next = make.get();
            next.put("k", made);
            made = next;
        }
        return made;
    }

    private static byte[] said(Object value, String size, String larger) throws Exception {
        byte[] bytes = Bombs.bytesOf(value);
        byte[] made = Bombs.replaced(
                bytes,
                size.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                larger.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(made).isNotEqualTo(bytes);
        return made;
    }

    @ParameterizedTest
    @MethodSource("tablesThatSayTheyAreLarge")
    void tablesThatSayTheyAreLargeTakeNoMoreThanTheLimitAltogether(byte[] bytes) {
        assertThat(allocatedByRefusing(bytes)).isLessThan(20_000_000);
    }

    private long allocatedByRefusing(byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThatThrownBy(() -> codec.decode(new byte[10])).isInstanceOf(UnreadableValueException.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(bytes);
        } catch (UnreadableValueException e) {
            // it may as well be read, if that costs no more
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    interface A {}

    interface B {}

    interface C {}

    interface D {}

    interface E {}

    interface F {}

    interface G {}

    interface H {}

    interface I {}

    interface J {}

    private static final List<Class<?>> INTERFACES =
            List.of(A.class, B.class, C.class, D.class, E.class, F.class, G.class, H.class, I.class, J.class);

    @Test
    void everyOrderOfTheSameInterfacesIsOneClass() throws Exception {
        List<List<Class<?>>> orders = new ArrayList<>();
        permute(new ArrayList<>(INTERFACES.subList(0, 6)), 0, orders);
        assertThat(orders).hasSize(720);
        assertThat(definedByReading(orders)).isLessThan(20);
    }

    @Test
    void noMoreSetsOfInterfacesThanAProcessBearsBecomeClasses() throws Exception {
        List<List<Class<?>>> sets = new ArrayList<>();
        for (int set = 1; set < 1 << INTERFACES.size(); set++) {
            List<Class<?>> some = new ArrayList<>();
            for (int i = 0; i < INTERFACES.size(); i++) {
                if ((set & 1 << i) != 0) {
                    some.add(INTERFACES.get(i));
                }
            }
            sets.add(some);
        }
        assertThat(sets).hasSize(1_023);
        assertThat(definedByReading(sets)).isLessThan(1_100);
        assertThatThrownBy(() -> codec.decode(Bombs.proxies(sets))).hasMessageContaining("500 sets of interfaces");
    }

    /** Refused ones too: the filter is asked before the class is there. */
    @Test
    void aProxyOfAnInterfaceThatIsNotAllowedBecomesNoClass() throws Exception {
        List<List<Class<?>>> refused = new ArrayList<>();
        for (Class<?> type : INTERFACES) {
            refused.add(List.of(type, java.util.concurrent.Callable.class));
        }
        byte[] bytes = Bombs.proxies(refused.subList(0, 1));
        assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("java.util.concurrent.Callable");
        assertThat(definedByReading(refused)).isLessThan(5);
    }

    private long definedByReading(List<List<Class<?>>> interfaces) throws Exception {
        byte[] bytes = Bombs.proxies(interfaces);
        codec.decode(Bombs.proxies(List.of(List.of(Comparable.class))));
        long before = defined();
        try {
            codec.decode(bytes);
        } catch (UnreadableValueException e) {
            // what counts is what it left behind
        }
        return defined() - before;
    }

    private static long defined() {
        return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    }

    private static void permute(List<Class<?>> types, int from, List<List<Class<?>>> into) {
        if (from == types.size()) {
            into.add(List.copyOf(types));
        }
        for (int i = from; i < types.size(); i++) {
            Collections.swap(types, from, i);
            permute(types, from + 1, into);
            Collections.swap(types, from, i);
        }
    }
}
