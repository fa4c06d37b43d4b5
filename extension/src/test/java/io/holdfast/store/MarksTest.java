package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Route;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.EncodingRetries;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    private final LiveTable live = new LiveTable(new AttributeReader(codec, false, new Counters()));
    private final Hands hands = new Hands();
    private final AttributeTable table = new AttributeTable(live, hands, () -> STAMP);

    private @Nullable Object read(String name, Object value) throws Exception {
        SortedMap<String, StoredValue> stored =
                new TreeMap<>(Map.of(name, new StoredValue.Present(STAMP, codec.encode(value))));
        LiveTable holding = new LiveTable(new AttributeReader(codec, false, new Counters()));
        Live record = new Live(0, new IdleTimeout(60, STAMP), stored);
        holding.opened(new Base(record, new Copies("key", new Route(List.of(), List.of(), 2))), holding.version());
        return holding.get(new Hands(), name);
    }

    private DirtyCheck compared() {
        return new DirtyCheck(live, hands, List::of, () -> STAMP, EncodingRetries.ONE);
    }

    @Test
    void stringsAndListsOfThemAreKept() throws Exception {
        List<String> names = new ArrayList<>(List.of("ada", "admins"));
        assertThat(read("m:io.holdfast.login", names)).isEqualTo(names);
        assertThat(read("u:name", "ada")).isEqualTo("ada");
        table.set("m:io.holdfast.login", names);
        assertThat(compared().changes(false)).extracting(AttributeChange::name).containsExactly("m:io.holdfast.login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m:io.holdfast.login", "m:any", "u:name"})
    void nothingElseIsReadUnderTheirNames(String name) throws Exception {
        for (Object forged :
                List.of(new Forged("admin"), new ArrayList<>(List.of(new Forged("admin"))), Map.of("a", "b"), 1)) {
            assertThat(read(name, forged)).isNull();
            assertThat(read("b:bean", forged)).isEqualTo(forged);
        }
    }

    @Test
    void norWritten() {
        table.set("m:any", new Forged("ada"));
        DirtyCheck dirtyCheck = compared();
        assertThat(dirtyCheck.changes(false)).isEmpty();
        assertThat(dirtyCheck.obstacles())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).hasMessageContaining(Forged.class.getName()));
    }
}
