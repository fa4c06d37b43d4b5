package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of class that an application may write comes back by the other API on the other server and works. */
class OwnValuesTest {

    @TempDir
    private Path directory;

    /** What says the same as long as it is what it was. */
    interface Saying extends Supplier<String>, Serializable {}

    record Point(int x, List<String> names) implements Saying {
        @Override
        public String get() {
            return x + names.get(0);
        }
    }

    enum Size implements Saying {
        SMALL,
        LARGE {
            @Override
            public String get() {
                return "very " + name();
            }
        };

        @Override
        public String get() {
            return name();
        }
    }

    static class Shop implements Saying {
        private static final long serialVersionUID = 1L;
        private final String name;

        Shop(String name) {
            this.name = name;
        }

        @Override
        public String get() {
            return name;
        }

        Saying lambda() {
            return () -> "lambda of " + name;
        }

        class Shelf implements Saying {
            private static final long serialVersionUID = 1L;

            @Override
            public String get() {
                return "shelf of " + name;
            }
        }
    }

    record Echo(String word) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            return method.getName() + " " + word;
        }
    }

    /** Read by its own constructor and method. */
    public static final class ByItself implements Externalizable {
        private static final long serialVersionUID = 1L;
        private String word = "";

        /** For reading. */
        public ByItself() {}

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(word);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            word = in.readUTF();
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private static final class Replaced implements Saying {
        private static final long serialVersionUID = 1L;

        @Override
        public String get() {
            return "3x";
        }

        private Object writeReplace() {
            return new Point(3, List.of("x"));
        }
    }

    private static Map<String, Object> sayings() {
        String captured = "captured";
        Shop shop = new Shop("shop");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("a lambda", (Saying) () -> "none");
        all.put("a lambda that captures", (Saying) () -> captured);
        all.put("a lambda of an object", shop.lambda());
        all.put("a lambda of two types", (Supplier<String> & Serializable) () -> "two");
        all.put("a method", (Saying) shop::get);
        all.put("a constructor", (Saying) String::new);
        all.put("a record", new Point(1, List.of("one")));
        all.put("an enum constant", Size.SMALL);
        all.put("an enum constant with a body", Size.LARGE);
        all.put("an inner class", shop.new Shelf());
        all.put("what is replaced", new Replaced());
        all.put("a local class", local());
        all.put("a local record", localRecord());
        all.put("an anonymous class", anonymous());
        all.put("a proxy", proxy());
        return all;
    }

    private static Saying local() {
        class Local implements Saying {
            private static final long serialVersionUID = 1L;

            @Override
            public String get() {
                return "local";
            }
        }
        return new Local();
    }

    private static Saying localRecord() {
        record Local(String get) implements Saying {}
        return new Local("local record");
    }

    private static Saying anonymous() {
        return new Saying() {
            private static final long serialVersionUID = 1L;

            @Override
            public String get() {
                return "anonymous";
            }
        };
    }

    private static Saying proxy() {
        return (Saying) Proxy.newProxyInstance(
                OwnValuesTest.class.getClassLoader(), new Class<?>[] {Saying.class}, new Echo("hello"));
    }

    @Test
    void everyKindOfClassComesBackAndWorks() {
        Map<String, Object> sent = sayings();
        try (ServletAndStore both = new ServletAndStore(directory)) {
            both.send(
                    sent,
                    (name, back) -> assertThat(((Supplier<?>) back).get())
                            .as(name)
                            .isEqualTo(((Supplier<?>) sent.get(name)).get()));
        }
    }

    private static Map<String, Object> data() {
        Object[] values = {
            int.class,
            void.class,
            String[].class,
            Size.class,
            new Class<?>[] {long.class, Point.class},
            new int[][] {{1}, {2, 3}},
            new Object[] {"a", null, new byte[] {1}},
            List.of(),
            List.of(1, 2, 3),
            Set.of("a", "b"),
            Map.of("a", 1),
            Map.of(),
            Arrays.asList("a", null),
            Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
            Collections.synchronizedMap(new LinkedHashMap<>(Map.of("a", 1))),
            Collections.singleton("a"),
            Collections.emptyMap(),
            EnumSet.of(Size.LARGE),
            new EnumMap<>(Map.of(Size.SMALL, "s", Size.LARGE, "l")),
            Character.toString(0x1F600).repeat(40_000)
        };
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            all.put(i + " " + values[i].getClass().getName(), values[i]);
        }
        return all;
    }

    @Test
    void classesArraysAndCollectionsComeBackEqual() {
        Map<String, Object> sent = data();
        try (ServletAndStore both = new ServletAndStore(directory)) {
            both.send(
                    sent,
                    (name, back) -> assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {sent.get(name)}))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void whatReadsItselfComesBack() {
        ByItself sent = new ByItself();
        sent.word = "hello";
        try (ServletAndStore both = new ServletAndStore(directory)) {
            both.send(Map.of("it", sent), (name, back) -> assertThat(back).hasToString("hello"));
        }
    }
}
