package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.StandardOpenOption;
import java.security.Permissions;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted can be read back; what cannot be is refused before it is stored, with what to do. */
class ReadBackTest {

    private static final ClassLoader OURS = ReadBackTest.class.getClassLoader();

    private final ValueCodec codec = codec();

    private static ValueCodec codec(String... patterns) {
        SerialFilter.Limits limits = new SerialFilter.Limits(100, 100_000, 1_000_000);
        return new ValueCodec(List.of(OURS), new SerialFilter(Set.of(OURS), List.of(patterns), limits));
    }

    static Stream<Object> accepted() throws Exception {
        EnumMap<Thread.State, String> states = new EnumMap<>(Map.of(Thread.State.NEW, "new"));
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "all");
        TreeSet<String> backwards = new TreeSet<>(Comparator.nullsFirst(Comparator.<String>reverseOrder()));
        backwards.add("b");
        return Stream.of(
                Thread.State.BLOCKED,
                DayOfWeek.FRIDAY,
                StandardOpenOption.READ,
                states,
                EnumSet.of(Thread.State.NEW),
                EnumSet.allOf(Character.UnicodeScript.class),
                headers,
                backwards,
                Collections.reverseOrder(),
                new Exception("y", new IOException("z")),
                suppressing(new UncheckedIOException(new IOException("z"))),
                new java.util.NoSuchElementException("none"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 80),
                InetSocketAddress.createUnresolved("nowhere.invalid", 80),
                InetAddress.getByAddress("nowhere.invalid", new byte[] {10, 0, 0, 1}),
                InetAddress.getByAddress(new byte[16]),
                new SimpleDateFormat("yyyy", Locale.GERMAN),
                DateFormatSymbols.getInstance(Locale.GERMAN),
                NumberFormat.getCompactNumberInstance(Locale.GERMAN, NumberFormat.Style.SHORT),
                new DecimalFormat("0.0", java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT)),
                new MessageFormat("{0,date} {1,number}", Locale.GERMAN),
                WeekFields.ISO,
                JapaneseDate.of(2026, 1, 1),
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]"),
                String.class,
                int.class,
                String[].class,
                Item.class,
                Arrays.asList(1, null, 2L),
                new int[100][100],
                Collections.synchronizedMap(new LinkedHashMap<>(Map.of(1, 2))));
    }

    static Stream<Object> refused() throws Exception {
        return Stream.of(
                new URL("http://nowhere.invalid/"),
                Optional.class,
                new Permissions(),
                (Comparator<String> & Serializable) (one, other) -> one.length() - other.length(),
                Comparator.comparing((Function<Item, String> & Serializable) item -> item.name),
                Level.INFO,
                new Object[] {List.of(Level.INFO)},
                new RuntimeException(new Troubled(Level.INFO)),
                new NoFormToReadInto("x"),
                new Capricious[] {new Capricious()});
    }

    private static Throwable suppressing(Throwable failure) {
        failure.addSuppressed(new Exception("x"));
        return failure;
    }

    record Item(String name) implements Serializable {}

    static final class Troubled extends Exception {
        final Level level;

        Troubled(Level level) {
            this.level = level;
        }

        @Override
        public String getMessage() {
            return level.getName();
        }
    }

    interface Named {
        String name();
    }

    static final class Handler implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public @Nullable Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            return null;
        }
    }

    static class NeedsAName {
        NeedsAName(String name) {}
    }

    /** Its superclass has no constructor that reading could call. */
    static final class NoFormToReadInto extends NeedsAName implements Serializable {
        NoFormToReadInto(String name) {
            super(name);
        }
    }

    static final class Capricious implements Serializable {
        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("not today");
        }
    }

    static final class Unwilling implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("not today");
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsAcceptedIsReadBack(Object value) throws Exception {
        Object read = codec.decode(codec.encode(value));
        assertThat(read).hasSameClassAs(value);
        codec.decode(codec.encode(List.of(value, value)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldNotBeReadBackIsRefusedEachTime(Object value) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.encode(value)).isInstanceOf(UnstorableValueException.class);
            assertThatThrownBy(() -> codec.encode(new ArrayList<>(Arrays.asList("a", value))))
                    .isInstanceOf(UnstorableValueException.class);
        }
    }

    @Test
    void aProxyIsReadBackWhereProxiesAreAllowed() throws Exception {
        Object proxy = Proxy.newProxyInstance(OURS, new Class<?>[] {Named.class}, new Handler());
        assertThatThrownBy(() -> codec.encode(proxy)).hasMessageContaining("class java.lang.reflect.Proxy");
        ValueCodec allowing = codec("java.lang.reflect.Proxy");
        assertThat(allowing.decode(allowing.encode(proxy))).isInstanceOf(Named.class);
    }

    @Test
    void anUnresolvedAddressIsNotResolvedByReading() throws Exception {
        InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 80);
        assertThat(((InetSocketAddress) codec.decode(codec.encode(address))).isUnresolved())
                .isTrue();
    }

    @Test
    void theWayToARefusedClassIsToldAndTheSettingThatAllowsIt() throws Exception {
        Object value = new HashMap<>(Map.of("links", List.of(URI.create("x:y"), new URL("http://nowhere.invalid/"))));
        assertThatThrownBy(() -> codec.encode(value))
                .hasMessageContaining("class java.net.URL at HashMap[0][1]")
                .hasMessageContaining("holdfast.allowed-classes");
    }

    @Test
    void aClassThatFailsInItsOwnPartIsToldApartFromOneThatIsNotAllowed() {
        for (Object value : List.of(new Capricious(), new Unwilling())) {
            assertThatThrownBy(() -> codec.encode(value))
                    .hasMessageContaining("own")
                    .hasMessageContaining("Exception at")
                    .hasMessageNotContaining("not today") // which may be a value, and goes with the message into logs
                    .hasStackTraceContaining("not today")
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageNotContaining("allowed-classes")
                    .hasMessageNotContaining("java.io.Serializable");
        }
    }

    @Test
    void aKnownClassIsNotReadAgainNorIsWhatIsStoredAlready() throws Exception {
        Counted.readings = 0;
        byte[] bytes = codec.encode(new Counted());
        assertThat(Counted.readings).isEqualTo(1);
        codec.encode(new Counted());
        codec.encode(new Counted(), bytes);
        codec.encode(new ArrayList<>());
        codec.encode(new Object[0]);
        codec.encode(Collections.nCopies(1_000, "x").toArray());
        codec.encode(Stream.generate(Counted::new).limit(1_000).toArray());
        assertThat(Counted.readings).isEqualTo(1);
    }

    static final class Counted implements Serializable {
        private static int readings;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            readings++;
        }
    }
}
