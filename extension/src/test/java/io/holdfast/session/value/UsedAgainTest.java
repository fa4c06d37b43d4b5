package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One stream writes many values, and nobody can tell. */
class UsedAgainTest {

    private static final ClassLoader OURS = UsedAgainTest.class.getClassLoader();

    private final ValueCodec codec = new ValueCodec(
            List.of(OURS), new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(50, 100_000, 10_000_000)));

    record Item(String name, Object next) implements Serializable {}

    /** Has the codec write something else while it is written. */
    static final class Nested implements Serializable {
        private static final long serialVersionUID = 1;
        private static final List<byte[]> WRITTEN = new ArrayList<>();
        private final transient ValueCodec codec;

        Nested(ValueCodec codec) {
            this.codec = codec;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeObject("outside");
            if (codec != null) {
                try {
                    WRITTEN.add(codec.encode("inside"));
                } catch (UnstorableValueException e) {
                    throw new IOException(e);
                }
            }
        }

        private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            assertThat(in.readObject()).isEqualTo("outside");
        }
    }

    private static byte[] byAStreamOfItsOwn(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    @Test
    void eachValueIsWrittenAsByAStreamOfItsOwn() throws Exception {
        String shared = "shared by " + "all";
        Item item = new Item(shared, null);
        List<Object> values = List.of(item, item, shared, new Item(shared, item), List.of(item, item), 1, "");
        for (int round = 0; round < 3; round++) {
            for (Object value : values) {
                assertThat(codec.encode(value)).isEqualTo(byAStreamOfItsOwn(value));
            }
        }
    }

    @Test
    void aValueThatFailsLeavesNothingBehind() throws Exception {
        Item good = new Item("good", "value");
        Item bad = new Item("bad", new Object());
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> codec.encode(bad)).isInstanceOf(UnstorableValueException.class);
            assertThat(codec.encode(good)).isEqualTo(byAStreamOfItsOwn(good));
        }
    }

    @Test
    void aLargeValueIsFollowedByASmallOne() throws Exception {
        List<Item> large = new ArrayList<>(IntStream.range(0, 5_000)
                .mapToObj(i -> new Item("item " + i, i))
                .toList());
        assertThat(codec.encode(large)).isEqualTo(byAStreamOfItsOwn(large));
        assertThat(codec.encode("small")).isEqualTo(byAStreamOfItsOwn("small"));
    }

    @Test
    void aValueCanBeWrittenWhileAnotherIs() throws Exception {
        Nested nested = new Nested(codec);
        codec.encode(nested);
        assertThat(Nested.WRITTEN).isNotEmpty().allMatch(bytes -> {
            try {
                return java.util.Arrays.equals(bytes, byAStreamOfItsOwn("inside"));
            } catch (IOException e) {
                return false;
            }
        });
        assertThat(codec.encode(nested)).isEqualTo(byAStreamOfItsOwn(new Nested(null)));
    }

    @Test
    void whatIsStoredAlreadyIsReturnedItself() throws Exception {
        byte[] stored = codec.encode(new Item("a", "b"));
        assertThat(codec.encode(new Item("a", "b"), stored)).isSameAs(stored);
    }
}
