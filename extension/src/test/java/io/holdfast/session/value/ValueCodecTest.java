package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {

    private static final SerialFilter.Limits LIMITS = new SerialFilter.Limits(50, 1_000, 100_000);
    private static final ClassLoader OURS = ValueCodecTest.class.getClassLoader();

    private final ValueCodec codec = codec(Set.of(OURS));

    private static ValueCodec codec(Set<ClassLoader> applicationLoaders, String... patterns) {
        return new ValueCodec(List.of(OURS), new SerialFilter(applicationLoaders, List.of(patterns), LIMITS));
    }

    record Item(String name, int count) implements Serializable {}

    static class Machine {}

    static class Holder implements Serializable {
        private static final long serialVersionUID = 1;
        final List<Object> items = new ArrayList<>();
    }

    @SuppressWarnings("JavaUtilDate") // applications keep them in sessions
    static List<Object> plainValues() {
        return List.of(
                "text",
                42,
                new BigDecimal("1.5"),
                LocalDate.of(2026, 1, 1),
                Duration.ofDays(1),
                UUID.randomUUID(),
                Locale.GERMAN,
                new Date(0),
                EnumSet.of(TimeUnit.DAYS),
                List.of(1, 2),
                Map.of("a", List.of("b")),
                new TreeMap<>(Map.of("a", 1)),
                new LinkedHashSet<>(List.of(3)),
                new ConcurrentHashMap<>(Map.of("k", "v")),
                new Item("tea", 2));
    }

    @ParameterizedTest
    @MethodSource("plainValues")
    void valueTypesOfTheJdkAndOfTheApplicationAreReadBack(Object value) throws Exception {
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void arraysAreReadBack() throws Exception {
        assertThat(codec.decode(codec.encode(new String[][] {{"a"}, {}}))).isEqualTo(new String[][] {{"a"}, {}});
        assertThat(codec.decode(codec.encode(new byte[] {1, 2}))).isEqualTo(new byte[] {1, 2});
        assertThat(codec.decode(codec.encode(new AtomicInteger(5)))).hasToString("5");
    }

    @Test
    void aClassOutsideTheAllowListIsRefusedByName() throws Exception {
        byte[] bytes = codec(Set.of(OURS), "java.util.logging.*").encode(Level.INFO);
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageStartingWith("class java.util.logging.Level is not allowed")
                .hasMessageContaining("holdfast.allowed-classes");
    }

    @Test
    void aClassOfAnotherLoaderIsRefusedUntilItIsListed() throws Exception {
        byte[] bytes = codec.encode(new Item("tea", 2));
        assertThatThrownBy(() -> codec(Set.of()).decode(bytes))
                .hasMessageStartingWith("class " + Item.class.getName() + " is not allowed");
        assertThat(codec(Set.of(), Item.class.getName()).decode(bytes)).isEqualTo(new Item("tea", 2));
    }

    @Test
    void damagedBytesAreUnreadableWhateverTheyAre() throws Exception {
        byte[] good = codec.encode(new Item("tea", 2));
        for (int i = 0; i < good.length; i++) {
            byte[] cut = java.util.Arrays.copyOf(good, i);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UnreadableValueException.class);
        }
    }

    @Test
    void theWayToWhatCannotBeSerialisedIsTold() {
        Holder holder = new Holder();
        holder.items.add("fine");
        holder.items.add(Map.of("engine", new Machine()));
        assertThatThrownBy(() -> codec.encode(holder))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageStartingWith(Machine.class.getName() + " at Holder.items[1][0] is not serialisable")
                .hasMessageContaining("java.io.Serializable");
    }
}
