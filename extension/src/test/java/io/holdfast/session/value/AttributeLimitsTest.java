package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Depth, references and bytes of an attribute, judged when it is written as when it is read. */
class AttributeLimitsTest {

    private static final ClassLoader OURS = AttributeLimitsTest.class.getClassLoader();

    private final ValueCodec codec = codec(100, 100_000, 1_000_000);

    private static ValueCodec codec(int depth, int references, int bytes) {
        return new ValueCodec(
                List.of(OURS),
                new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(depth, references, bytes)));
    }

    record Item(String name) implements Serializable {}

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item("item")).collect(Collectors.toList());
    }

    private static List<Object> nested(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }

    @Test
    void eachLimitIsNamedWithItsValueAndSetting() {
        assertThatThrownBy(() -> codec.encode(nested(150)))
                .hasMessageContaining("deeper than 100")
                .hasMessageContaining("holdfast.max-attribute-depth")
                .hasMessageNotContaining("allowed-classes");
        assertThatThrownBy(() -> codec.encode(items(100_001)))
                .hasMessageContaining("more than 100000 objects")
                .hasMessageContaining("holdfast.max-attribute-references");
        assertThatThrownBy(() -> codec.encode(new byte[1_000_001]))
                .hasMessageContaining("more than 1000000 elements")
                .hasMessageContaining("holdfast.max-attribute-bytes");
        assertThatThrownBy(() -> codec.encode(List.of("x".repeat(600_000), "y".repeat(600_000), new Item("z"))))
                .hasMessageContaining("more than 1000000 bytes")
                .hasMessageContaining("holdfast.max-attribute-bytes");
    }

    @Test
    void nestingThatTheStackIsTooSmallForIsNamedAsSuch() {
        assertThatThrownBy(() -> codec.encode(nested(100_000)))
                .hasMessageContaining("nested deeper")
                .hasMessageContaining("holdfast.max-attribute-depth");
    }

    /** With classes known already, when only the limits decide. */
    @Property
    void nothingIsAcceptedThatExceedsALimit(
            @ForAll @IntRange(min = 1, max = 60) int depth,
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 60) int maxDepth,
            @ForAll @IntRange(min = 10, max = 1_000) int maxReferences)
            throws Exception {
        ValueCodec small = codec(maxDepth + 5, maxReferences, 10_000);
        for (Object known : List.of(new ArrayList<>(), new Object[0], map(1))) {
            small.encode(known);
        }
        Object[] chain = new Object[0];
        for (int i = 0; i < depth; i++) {
            chain = new Object[] {chain};
        }
        for (Object value :
                List.of(nested(depth), chain, new ArrayList<>(Collections.nCopies(width, null)), map(width))) {
            assertAcceptedIfAndOnlyIfRead(small, value);
        }
    }

    private static Map<Integer, Integer> map(int size) {
        Map<Integer, Integer> map = new HashMap<>(16, 0.1f);
        for (int i = 0; i < size; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static void assertAcceptedIfAndOnlyIfRead(ValueCodec codec, Object value) throws Exception {
        byte[] unchecked = codec(100_000, 1_000_000, 10_000_000).encode(value);
        boolean accepted = isAccepted(codec, value);
        try {
            codec.decode(unchecked);
        } catch (UnreadableValueException e) {
            assertThat(accepted).as(e.getMessage()).isFalse();
            return;
        }
        assertThat(accepted).isTrue();
    }

    private static boolean isAccepted(ValueCodec codec, Object value) {
        try {
            codec.encode(value);
            return true;
        } catch (UnstorableValueException e) {
            return false;
        }
    }
}
