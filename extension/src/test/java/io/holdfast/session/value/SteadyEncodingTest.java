package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a value is encoded, and what is believed of one that changes while that is done. */
class SteadyEncodingTest {

    private static final ClassLoader OURS = SteadyEncodingTest.class.getClassLoader();
    private static final int MOST = 12;
    private static final EncodingRetries TRIES = made -> made < MOST;

    private final ValueCodec codec = new ValueCodec(
            List.of(OURS),
            new SerialFilter(AllowedClasses.any(List.of()), new SerialFilter.Limits(100, 100_000, 1_000_000)));

    /** Does something each time that it is written, as another thread might in that moment. */
    private static final class Meddler implements Serializable {

        private static final long serialVersionUID = 1L;

        private transient @Nullable Runnable meddling;
        private transient int writings;
        private transient int meddlings = Integer.MAX_VALUE;

        private static Meddler doing(Runnable meddling, int times) {
            Meddler meddler = new Meddler();
            meddler.meddling = meddling;
            meddler.meddlings = times;
            return meddler;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            if (meddling != null && writings < meddlings) {
                meddling.run();
            }
            writings++;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
        }
    }

    private static final class Numbered implements Serializable {

        private static final long serialVersionUID = 1L;
        private int number;

        private void writeObject(ObjectOutputStream out) throws IOException {
            number++;
            out.defaultWriteObject();
        }
    }

    @Test
    void aValueThatHoldsStillIsEncodedTwiceWhereItChangedAndOnceWhereItDidNot() throws Exception {
        Meddler still = Meddler.doing(() -> {}, 0);
        byte[] stored = codec.encode(still, null, TRIES);
        assertThat(still.writings).isEqualTo(2);
        assertThat(codec.encode(still, stored, TRIES)).isSameAs(stored);
        assertThat(still.writings).isEqualTo(3);
        codec.encode(still, new byte[] {1}, TRIES);
        assertThat(still.writings).isEqualTo(5);
    }

    static Stream<Supplier<Map<String, Object>>> maps() {
        return Stream.of(HashMap::new, LinkedHashMap::new, TreeMap::new);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void aMapThatLosesOrGetsAnEntryWhileItIsWrittenIsWrittenAgain(Supplier<Map<String, Object>> empty)
            throws Exception {
        Map<String, Object> losing = empty.get();
        losing.put("z", "last");
        losing.put("a", Meddler.doing(() -> losing.remove("z"), 1));
        assertThat(keys(codec.encode(losing, null, TRIES))).containsExactly("a");
        Map<String, Object> growing = empty.get();
        growing.put("a", Meddler.doing(() -> growing.put("z", "new"), 1));
        assertThat(keys(codec.encode(growing, null, TRIES))).containsExactlyInAnyOrder("a", "z");
    }

    private Set<Object> keys(byte[] encoded) throws UnreadableValueException {
        return Set.copyOf(((Map<?, ?>) codec.decode(encoded)).keySet());
    }

    @Test
    void aListThatFailsForAChangeWhileItIsWrittenIsWrittenAgain() throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(Meddler.doing(() -> list.add("new"), 5));
        assertThat((Collection<?>) codec.decode(codec.encode(list, null, TRIES)))
                .hasSize(6);
    }

    @Test
    void aValueThatIsAnotherOneEachTimeIsBelievedWhereAllOfItCanBeReadBack() throws Exception {
        Numbered numbered = new Numbered();
        Object read = codec.decode(codec.encode(new Object[] {numbered, "x"}, null, TRIES));
        assertThat(((Numbered) ((Object[]) read)[0]).number).isEqualTo(4);
    }

    @Test
    void aValueThatNeverHoldsStillIsRefusedWithWhatWasSeen() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", Meddler.doing(() -> map.remove(String.valueOf(map.size() - 1)), Integer.MAX_VALUE));
        for (int i = 1; i < 100; i++) {
            map.put(String.valueOf(i), "x");
        }
        assertThatThrownBy(() -> codec.encode(map, null, TRIES))
                .isInstanceOfSatisfying(
                        UnstorableValueException.class,
                        e -> assertThat(e.isTorn()).isTrue())
                .hasMessageContaining("another thread changed it at each of 12 tries to write it")
                .hasMessageMatching(".*a java.util.HashMap in it said that it holds \\d+ and wrote \\d+.*")
                .hasMessageContaining("java.util.concurrent");
        List<Object> list = new ArrayList<>();
        list.add(Meddler.doing(() -> list.add("new"), Integer.MAX_VALUE));
        assertThatThrownBy(() -> codec.encode(list, null, TRIES))
                .isInstanceOfSatisfying(
                        UnstorableValueException.class,
                        e -> assertThat(e.isTorn()).isTrue())
                .hasMessageContaining("another thread changed it at each of 12 tries")
                .hasMessageContaining(ConcurrentModificationException.class.getName());
    }

    /** As a map that two threads have changed at once without a lock, for good. */
    private static final class Damaged extends TreeMap<String, Object> {

        private static final long serialVersionUID = 1L;

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return Set.copyOf(headMap("m").entrySet());
        }
    }

    @Test
    void aMapWhoseCountIsWrongForGoodIsRefusedWithWhatIsWrong() {
        Damaged damaged = new Damaged();
        Meddler counting = Meddler.doing(() -> {}, 0);
        damaged.put("a", counting);
        damaged.put("z", "never written");
        assertThatThrownBy(() -> codec.encode(damaged, null, TRIES))
                .hasMessageContaining("a java.util.TreeMap in it said that it holds 2 and wrote 1")
                .hasMessageNotContaining("another thread changed it");
        assertThat(counting.writings).isEqualTo(MOST);
    }

    @Test
    void nullsThatAnApplicationPutIntoAListAreKept() throws Exception {
        List<String> list = new ArrayList<>();
        list.add("a");
        list.add(null);
        assertThat(codec.decode(codec.encode(list, null, TRIES))).isEqualTo(list);
        EnumMap<Thread.State, String> map = new EnumMap<>(Thread.State.class);
        map.put(Thread.State.NEW, null);
        assertThat(codec.decode(codec.encode(map, null, TRIES))).isEqualTo(map);
    }

    @Test
    void aQueueInAnArrayIsBelievedWhereverItsElementsAre() throws Exception {
        for (int taken = 0; taken < 6; taken++) {
            for (int held = 0; held <= 4; held++) {
                ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(4);
                for (int i = 0; i < taken; i++) {
                    queue.add(i);
                    queue.remove();
                }
                for (int i = 0; i < held; i++) {
                    queue.add(i);
                }
                Collection<?> read = (Collection<?>) codec.decode(codec.encode(queue, null, TRIES));
                assertThat(List.copyOf(read)).isEqualTo(List.copyOf(queue));
            }
        }
    }

    @Test
    void whatFailsEachTimeInItsOwnCodeIsRefusedAsSoonAsThatIsClear() {
        int[] writings = {0};
        Meddler unwilling = Meddler.doing(
                () -> {
                    writings[0]++;
                    throw new IllegalStateException("not today");
                },
                Integer.MAX_VALUE);
        assertThatThrownBy(() -> codec.encode(unwilling, null, TRIES))
                .isInstanceOfSatisfying(
                        UnstorableValueException.class,
                        e -> assertThat(e.isTorn()).isFalse())
                .hasMessageContaining("a class's own writeObject");
        assertThat(writings[0]).isEqualTo(3);
        Meddler notSerializable = Meddler.doing(() -> {}, 0);
        Object[] value = {notSerializable, new Object()};
        assertThatThrownBy(() -> codec.encode(value, null, TRIES))
                .hasMessageContaining("java.lang.Object at ")
                .hasMessageContaining("not serialisable");
    }
}
