package io.holdfast.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value that threads can change without end.
 *
 * @param name of its class, or what it is
 * @param empty makes one
 * @param change a small one; may throw where another thread changes it too
 * @param held everything that it holds
 * @param isAlone whether threads have to take turns: without a lock they could go round in it for ever
 * @param isSafe whether it is made for several threads, so that it can be saved at any moment
 */
public record Changing(
        String name,
        Supplier<Object> empty,
        BiConsumer<Object, SplittableRandom> change,
        Function<Object, Collection<?>> held,
        boolean isAlone,
        boolean isSafe) {

    static final int NUMBERS = 24;

    /** One that holds no tokens, or {@link #holding} some. */
    static Changing of(Supplier<Object> empty, BiConsumer<Object, SplittableRandom> change) {
        return new Changing(nameOf(empty.get()), empty, change, value -> List.of(), false, false);
    }

    static Changing collection(Supplier<Collection<Token>> empty) {
        return new Changing(nameOf(empty.get()), empty::get, Changing::changeCollection, Changing::all, false, false);
    }

    static Changing map(Supplier<Map<Token, Token>> empty) {
        return new Changing(nameOf(empty.get()), empty::get, Changing::changeMap, Changing::allOfMap, false, false);
    }

    private static String nameOf(Object value) {
        return value.getClass().getTypeName();
    }

    Changing holding(Function<Object, Collection<?>> tokens) {
        return new Changing(name, empty, change, tokens, isAlone, isSafe);
    }

    Changing by(BiConsumer<Object, SplittableRandom> otherChange) {
        return new Changing(name, empty, otherChange, held, isAlone, isSafe);
    }

    /** The same, changed by threads that take no turns, so that nulls get into it. */
    Changing holdingNulls() {
        return new Changing(
                name + " without turns",
                empty,
                change,
                value -> held.apply(value).stream().filter(Objects::nonNull).toList(),
                isAlone,
                isSafe);
    }

    /** The same, changed by threads that take turns. */
    Changing inTurns() {
        return new Changing(name, empty, change, held, true, isSafe);
    }

    /** The same, made for several threads. */
    Changing safe() {
        return new Changing(name, empty, change, held, isAlone, true);
    }

    /**
     * What is wrong with one that was read back, or an empty text.
     *
     * @param read how many tokens came out of the stream with it
     */
    public String faultOf(@Nullable Object value, int read) {
        if (value == null) {
            return "it reads as null";
        }
        try {
            Collection<?> all = held.apply(value);
            Set<Object> tokens = Collections.newSetFromMap(new IdentityHashMap<>());
            tokens.addAll(all);
            if (tokens.contains(null)) {
                return "it holds null, which was never in it";
            }
            return tokens.size() == read
                    ? sizeFaultOf(value)
                    : read + " were written and " + tokens.size() + " are there";
        } catch (RuntimeException e) {
            return "it cannot be looked through: " + e;
        }
    }

    private static String sizeFaultOf(Object value) {
        Collection<?> all = value instanceof Map<?, ?> map ? map.keySet() : List.of();
        Collection<?> looked = value instanceof Collection<?> collection ? collection : all;
        int count = 0;
        for (Object unused : looked) {
            count++;
        }
        return count == looked.size() ? "" : "its size is " + looked.size() + " and " + count + " are there";
    }

    /** Changes one of this kind. */
    public void change(Object value, SplittableRandom random) {
        if (isAlone) {
            synchronized (value) {
                change.accept(value, random);
            }
        } else {
            change.accept(value, random);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @SuppressWarnings("unchecked") // made here, of tokens
    private static void changeCollection(Object value, SplittableRandom random) {
        Collection<Token> collection = (Collection<Token>) value;
        Token token = new Token(random.nextInt(NUMBERS));
        boolean isToGrow = collection.size() < random.nextInt(NUMBERS);
        if (!isToGrow) {
            shrink(collection, token);
        } else if (collection instanceof Deque<Token> deque && random.nextBoolean()) {
            boolean unused = deque.offerFirst(token);
        } else if (collection instanceof Queue<Token> queue) {
            boolean unused = queue.offer(token);
        } else {
            collection.add(token);
        }
    }

    private static void shrink(Collection<Token> collection, Token token) {
        if (collection instanceof Queue<Token> queue) {
            Token unused = queue.poll();
        } else if (collection instanceof List<Token> list) {
            list.remove(list.size() - 1);
        } else {
            collection.remove(token);
        }
    }

    @SuppressWarnings("unchecked") // made here, of tokens
    private static void changeMap(Object value, SplittableRandom random) {
        Map<Token, Token> map = (Map<Token, Token>) value;
        Token key = new Token(random.nextInt(NUMBERS));
        if (random.nextBoolean()) {
            map.put(key, new Token(0));
        } else {
            map.remove(key);
        }
    }

    private static Collection<?> all(Object value) {
        return (Collection<?>) value;
    }

    private static Collection<?> allOfMap(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        List<Object> all = new ArrayList<>(map.keySet());
        all.addAll(map.values());
        return all;
    }
}
