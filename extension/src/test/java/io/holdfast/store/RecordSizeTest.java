package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionTooLargeException;
import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordSizeTest {

    private static final Stamp STAMP = Stamp.ZERO;
    private static final Node SMALL = new Node("small", "small.test", 11211);
    private static final Node LARGE = new Node("large", "large.test", 11211);

    private final RecordSize size = new RecordSize(1000, node -> node.equals(SMALL) ? 100 : 2000);
    private final List<String> warnings = new ArrayList<>();
    private final Logger log = Logger.getLogger(RecordSize.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            warnings.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(listener);
    }

    private static Live record(String largest, int bytes) {
        Map<String, StoredValue> attributes = new TreeMap<>();
        attributes.put(AttributeNames.BEAN + "small", new StoredValue.Present(STAMP, new byte[10]));
        attributes.put(AttributeNames.BEAN + largest, new StoredValue.Present(STAMP, new byte[bytes]));
        attributes.put(AttributeNames.BEAN + "removed", new StoredValue.Removed(STAMP));
        return new Live(0, new IdleTimeout(60, STAMP), new TreeMap<>(attributes));
    }

    @Test
    void anOrdinaryRecordIsNothingToTalkAbout() {
        size.check(record("cart", 400), 500, List.of(LARGE));
        assertThat(warnings).isEmpty();
    }

    @Test
    void fromHalfOfTheLimitOnThereIsOneWarningForEachAttributeThatGrows() {
        size.check(record("cart", 490), 501, List.of(LARGE));
        size.check(record("cart", 600), 611, List.of(LARGE));
        size.check(record("list", 600), 611, List.of(LARGE));
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).contains("501 bytes").contains("cart").contains("Instance.destroy()");
        assertThat(warnings.get(1)).contains("list");
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
