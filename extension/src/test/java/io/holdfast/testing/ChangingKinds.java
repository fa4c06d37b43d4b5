package io.holdfast.testing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every mutable value of {@code java.util} and {@code java.util.concurrent} that can be stored, and a plain bean. */
@SuppressWarnings("JdkObsolete") // applications have them
public final class ChangingKinds {

    private static final int PLACES = 10;
    private static final int BITS = 500;
    private static final Token[] KEYS =
            IntStream.range(0, PLACES).mapToObj(Token::new).toArray(Token[]::new);

    private enum Key {
        A,
        B,
        C,
        D,
        E
    }

    private ChangingKinds() {}

    /** All of them. */
    public static List<Changing> all() {
        return Stream.of(forOneThread(), inTurnsOnly(), wrapped(), forSeveral(), others())
                .flatMap(some -> some)
                .toList();
    }

    /** Without turns what a list holds may be null in the end, which then is what there is to be stored. */
    private static Stream<Changing> forOneThread() {
        return Stream.concat(inAnyOrder().map(Changing::inTurns), inAnyOrder().map(Changing::holdingNulls));
    }

    private static Stream<Changing> inAnyOrder() {
        return Stream.of(
                Changing.collection(ArrayList::new),
                Changing.collection(LinkedList::new),
                Changing.collection(ArrayDeque::new),
                Changing.collection(PriorityQueue::new),
                Changing.collection(HashSet::new),
                Changing.collection(LinkedHashSet::new),
                Changing.map(HashMap::new),
                Changing.map(LinkedHashMap::new),
                enums(),
                Changing.of(
                        () -> EnumSet.of(Key.A),
                        (value, random) -> change(setOfKeys(value), Key.values()[random.nextInt(5)], random)));
    }

    /** Without turns the threads themselves could go round in these for ever. */
    private static Stream<Changing> inTurnsOnly() {
        return Stream.of(
                        Changing.collection(TreeSet::new),
                        Changing.map(TreeMap::new),
                        Changing.map(() -> new LinkedHashMap<>(16, 0.75f, true)),
                        Changing.map(IdentityHashMap::new).by(ChangingKinds::changeIdentities),
                        Changing.of(BitSet::new, (value, random) -> ((BitSet) value).flip(random.nextInt(BITS))))
                .map(Changing::inTurns);
    }

    private static Stream<Changing> wrapped() {
        return Stream.of(
                // the list that the JDK writes in its place is guarded by another lock
                Changing.collection(() -> Collections.synchronizedList(new ArrayList<>())),
                Changing.collection(() -> Collections.synchronizedList(new LinkedList<>()))
                        .safe(),
                Changing.collection(() -> Collections.synchronizedCollection(new ArrayDeque<>()))
                        .safe(),
                Changing.collection(() -> Collections.synchronizedSet(new LinkedHashSet<>()))
                        .safe(),
                Changing.collection(() -> Collections.synchronizedSortedSet(new TreeSet<>()))
                        .safe(),
                Changing.map(() -> Collections.synchronizedMap(new LinkedHashMap<>()))
                        .safe(),
                Changing.map(() -> Collections.synchronizedSortedMap(new TreeMap<>()))
                        .safe(),
                Changing.collection(() -> Collections.checkedList(new LinkedList<>(), Token.class)),
                Changing.map(() -> Collections.checkedMap(new HashMap<>(), Token.class, Token.class)),
                Changing.collection(() -> Collections.newSetFromMap(new LinkedHashMap<>())));
    }

    private static Stream<Changing> forSeveral() {
        return Stream.of(
                        Changing.collection(Vector::new),
                        Changing.collection(Stack::new),
                        Changing.map(Hashtable::new),
                        Changing.map(ChangingKinds::properties),
                        Changing.map(ConcurrentHashMap::new),
                        Changing.map(ConcurrentSkipListMap::new),
                        Changing.collection(ConcurrentHashMap::newKeySet),
                        Changing.collection(ConcurrentSkipListSet::new),
                        Changing.collection(ConcurrentLinkedQueue::new),
                        Changing.collection(ConcurrentLinkedDeque::new),
                        Changing.collection(CopyOnWriteArrayList::new),
                        Changing.collection(CopyOnWriteArraySet::new),
                        Changing.collection(() -> new ArrayBlockingQueue<>(4)),
                        Changing.collection(() -> new LinkedBlockingQueue<>(PLACES)),
                        Changing.collection(() -> new LinkedBlockingDeque<>(PLACES)),
                        Changing.collection(PriorityBlockingQueue::new),
                        Changing.collection(LinkedTransferQueue::new))
                .map(Changing::safe);
    }

    private static Stream<Changing> others() {
        return Stream.of(
                Changing.of(StringBuilder::new, ChangingKinds::changeText),
                Changing.of(StringBuffer::new, ChangingKinds::changeText).safe(),
                Changing.of(() -> new int[PLACES], (value, random) -> ((int[]) value)[random.nextInt(PLACES)]++),
                Changing.of(
                                () -> new Token[PLACES],
                                (value, random) -> ((Token[]) value)[random.nextInt(PLACES)] = new Token(0))
                        .holding(value -> present((Token[]) value)),
                Changing.of(AtomicInteger::new, (value, random) -> ((AtomicInteger) value).incrementAndGet())
                        .safe(),
                Changing.of(AtomicLong::new, (value, random) -> ((AtomicLong) value).incrementAndGet())
                        .safe(),
                Changing.of(LongAdder::new, (value, random) -> ((LongAdder) value).increment())
                        .safe(),
                Changing.of(
                                () -> new AtomicIntegerArray(PLACES),
                                (value, random) -> ((AtomicIntegerArray) value).incrementAndGet(random.nextInt(PLACES)))
                        .safe(),
                Changing.of(
                                AtomicReference::new,
                                (value, random) -> reference(value).set(new Token(0)))
                        .holding(value -> present(reference(value).get()))
                        .safe(),
                Changing.of(
                                () -> new AtomicReferenceArray<>(new Token[PLACES]),
                                (value, random) -> references(value).set(random.nextInt(PLACES), new Token(0)))
                        .holding(value -> present(IntStream.range(0, PLACES)
                                .mapToObj(references(value)::get)
                                .toArray(Token[]::new)))
                        .safe(),
                Changing.of(Bean::new, (value, random) -> ((Bean) value).change(random))
                        .holding(value -> ((Bean) value).held()));
    }

    private static List<Token> present(@Nullable Token... tokens) {
        return Stream.of(tokens).filter(Objects::nonNull).toList();
    }

    @SuppressWarnings("unchecked")
    private static AtomicReference<Token> reference(Object value) {
        return (AtomicReference<Token>) value;
    }

    @SuppressWarnings("unchecked")
    private static AtomicReferenceArray<Token> references(Object value) {
        return (AtomicReferenceArray<Token>) value;
    }

    @SuppressWarnings("unchecked")
    private static Set<Key> setOfKeys(Object value) {
        return (Set<Key>) value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // which takes other things than strings too
    private static Map<Token, Token> properties() {
        return (Map) new Properties();
    }

    private static Changing enums() {
        return Changing.of(() -> new EnumMap<>(Key.class), ChangingKinds::changeEnums)
                .holding(value -> ((Map<?, ?>) value).values());
    }

    @SuppressWarnings("unchecked")
    private static void changeEnums(Object value, SplittableRandom random) {
        change((Map<Key, Token>) value, Key.values()[random.nextInt(5)], random);
    }

    @SuppressWarnings("unchecked")
    private static void changeIdentities(Object value, SplittableRandom random) {
        change((Map<Token, Token>) value, KEYS[random.nextInt(PLACES)], random);
    }

    private static <T> void change(Map<T, Token> map, T key, SplittableRandom random) {
        if (random.nextBoolean()) {
            map.put(key, new Token(0));
        } else {
            map.remove(key);
        }
    }

    private static <T> void change(Set<T> set, T key, SplittableRandom random) {
        boolean unused = random.nextBoolean() ? set.add(key) : set.remove(key);
    }

    private static void changeText(Object value, SplittableRandom random) {
        try {
            Appendable unused = ((Appendable) value).append('x');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (((CharSequence) value).length() > random.nextInt(BITS)) {
            clear(value);
        }
    }

    private static void clear(Object text) {
        if (text instanceof StringBuilder builder) {
            builder.setLength(0);
        } else {
            ((StringBuffer) text).setLength(0);
        }
    }

    /** As applications have them: written by default, with a list inside. */
    private static final class Bean implements Serializable {

        private static final long serialVersionUID = 1L;

        private final List<Token> list = new ArrayList<>();
        private @Nullable Token last;
        private int changes;

        void change(SplittableRandom random) {
            last = new Token(changes++);
            list.add(last);
            if (list.size() > random.nextInt(PLACES)) {
                list.clear();
            }
        }

        Collection<?> held() {
            List<Token> held = new ArrayList<>(list);
            held.add(last);
            return present(held.toArray(Token[]::new));
        }
    }
}
