package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.session.AllowedClasses;
import io.holdfast.session.SerialFilter;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.Tries;
import io.holdfast.session.ValueCodec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own marks, logins among them, are strings and lists of strings, also where any class may be stored. */
class MarksTest {

    private static final ClassLoader OURS = MarksTest.class.getClassLoader();
    private static final Stamp STAMP = new Stamp(1, 1);

    private final ValueCodec codec = new ValueCodec(
            List.of(OURS),
            new SerialFilter(AllowedClasses.any(List.of()), new SerialFilter.Limits(500, 1_000, 100_000)));

    record Forged(String name) implements Serializable {}

    private AttributeTable table(Map<String, StoredValue> stored) {
        return new AttributeTable(new AttributeReader(codec, false, new Counters()), stored);
    }

    private AttributeTable holding(String name, Object value) throws Exception {
        return table(Map.of(name, new StoredValue.Present(STAMP, codec.encode(value))));
    }

    @Test
    void stringsAndListsOfThemAreKept() throws Exception {
        List<String> names = new ArrayList<>(List.of("ada", "admins"));
        assertThat(holding("m:io.holdfast.login", names).get("m:io.holdfast.login"))
                .isEqualTo(names);
        assertThat(holding("u:name", "ada").get("u:name")).isEqualTo("ada");
        AttributeTable table = table(Map.of());
        table.set("m:io.holdfast.login", names);
        assertThat(table.changes(() -> STAMP, Tries.ONE)).containsOnlyKeys("m:io.holdfast.login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m:io.holdfast.login", "m:any", "u:name"})
    void nothingElseIsReadUnderTheirNames(String name) throws Exception {
        for (Object forged :
                List.of(new Forged("admin"), new ArrayList<>(List.of(new Forged("admin"))), Map.of("a", "b"), 1)) {
            assertThat(holding(name, forged).get(name)).isNull();
            assertThat(holding("b:bean", forged).get("b:bean")).isEqualTo(forged);
        }
    }

    @Test
    void norWritten() {
        AttributeTable table = table(Map.of());
        table.set("m:any", new Forged("ada"));
        assertThatThrownBy(() -> table.changes(() -> STAMP, Tries.ONE))
                .isInstanceOf(AttributeNotSerializableException.class)
                .hasMessageContaining(Forged.class.getName());
    }
}
