package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionTooLargeException;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import io.holdfast.testing.LogLines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordSizeTest {

    private static final Stamp STAMP = Stamp.ZERO;
    private static final Node SMALL = new Node("small", "small.test", 11211);
    private static final Node LARGE = new Node("large", "large.test", 11211);

    private final RecordSize size = new RecordSize(1000, node -> node.equals(SMALL) ? 100 : 2000);
    private final LogLines log = LogLines.of(RecordSize.class);

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    private static Live record(String largest, int bytes) {
        Map<String, StoredValue> attributes = new TreeMap<>();
        attributes.put(AttributeKinds.BEAN + "small", new StoredValue.Present(STAMP, new byte[10]));
        attributes.put(AttributeKinds.BEAN + largest, new StoredValue.Present(STAMP, new byte[bytes]));
        attributes.put(AttributeKinds.BEAN + "removed", new StoredValue.Removed(STAMP));
        return new Live(0, new IdleTimeout(60, STAMP), new TreeMap<>(attributes));
    }

    @Test
    void anOrdinaryRecordIsNothingToTalkAbout() {
        size.check(record("cart", 400), 500, List.of(LARGE));
        assertThat(log.all()).isEmpty();
    }

    @Test
    void fromHalfOfTheLimitOnThereIsOneWarningForEachAttributeThatGrows() {
        size.check(record("cart", 490), 501, List.of(LARGE));
        size.check(record("cart", 600), 611, List.of(LARGE));
        size.check(record("list", 600), 611, List.of(LARGE));
        assertThat(log.all()).hasSize(2);
        assertThat(log.all().get(0)).contains("501 bytes").contains("cart").contains("Instance.destroy()");
        assertThat(log.all().get(1)).contains("list");
    }

    @Test
    void overTheLimitTheExceptionSaysSizeLimitSettingAndAttribute() {
        assertThatThrownBy(() -> size.check(record("cart", 990), 1001, List.of(LARGE)))
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining("1001 bytes")
                .hasMessageContaining("1000")
                .hasMessageContaining("holdfast.max-record-size")
                .hasMessageContaining("cart")
                .hasMessageContaining("990 bytes");
    }

    @Test
    void aNodeThatTakesLessSetsTheLimit() {
        size.check(record("cart", 40), 100, List.of(LARGE, SMALL));
        assertThatThrownBy(() -> size.check(record("cart", 40), 101, List.of(LARGE, SMALL)))
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining(
                        "101 bytes, the limit is 100 (the item size of node small, memcached's option -I");
    }
}
