package io.holdfast.memcached;

import static io.holdfast.memcached.Talk.PATIENCE;
import static io.holdfast.memcached.Talk.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.testing.MemcachedProcess;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real memcached gets to see. */
@Timeout(30)
class MemcachedNodeWireIT {

    @Test
    void aRequestIsExactlyOneCommand() {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = Talk.with(memcached.port()).connected()) {
            Map<String, String> before = memcached.stats();

            NodeReply.Stored stored = (NodeReply.Stored) talk.add("k", new byte[100]);
            answer(talk.client.send(new NodeRequest.Put("k", new byte[100], 1, 1000, stored.cas())));
            talk.get("k");
            answer(talk.client.send(new NodeRequest.Get("k", false, 1000)));
            answer(talk.client.send(new NodeRequest.Get("k", false, NodeRequest.Get.KEEP_TTL)));

            Map<String, String> after = memcached.stats();
            assertThat(more("cmd_set", before, after)).isEqualTo(2);
            assertThat(more("cmd_touch", before, after))
                    .as("mg with T is counted here")
                    .isEqualTo(2);
            assertThat(more("cmd_get", before, after))
                    .as("and here only without")
                    .isEqualTo(1);
            assertThat(more("total_connections", before, after))
                    .as("that of the second stats")
                    .isEqualTo(1);
        }
    }

    @Test
    void aProbeIsTwoCommandsAndKeepsTheConnection() {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = Talk.with(memcached.port()).connected()) {
            Map<String, String> before = memcached.stats();

            for (int i = 0; i < 10; i++) {
                assertThat(talk.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
            }

            Map<String, String> after = memcached.stats();
            assertThat(more("cmd_set", before, after)).isEqualTo(10);
            assertThat(more("cmd_get", before, after)).isEqualTo(10);
            assertThat(more("curr_items", before, after)).isZero();
            assertThat(more("total_connections", before, after)).isEqualTo(1);
        }
    }

    /** memcached drops the old value of an item that it finds too large, so it must not get to see the new one. */
    @ParameterizedTest
    @ValueSource(strings = {"512k", "1m", "2m", "9m"})
    void aValueThatTheNodeWouldNotTakeIsNotSentAndTheOldOneStays(String itemSize) {
        try (MemcachedProcess memcached = MemcachedProcess.start("-I", itemSize);
                Talk talk = Talk.with(memcached.port()).connected()) {
            int largest = talk.client.maxValueBytes();
            String longestKey = "k".repeat(250);
            NodeReply.Stored stored = (NodeReply.Stored) talk.add(longestKey, new byte[largest]);

            NodeReply reply = answer(
                    talk.client.send(new NodeRequest.Put(longestKey, new byte[largest + 1], 1, 9, stored.cas())));

            assertThat(reply)
                    .isEqualTo(new NodeReply.Rejected("value of " + (largest + 1) + " bytes is over the limit of "
                            + largest + " bytes; nothing was sent"));
            assertThat(((NodeReply.Hit) talk.get(longestKey)).value()).hasSize(largest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 3_000_000, 8_000_000})
    void aLargeValueIsNoTroubleWhereTheNodeTakesIt(int length) {
        byte[] value = new byte[length];
        new Random(length).nextBytes(value);
        try (MemcachedProcess memcached = MemcachedProcess.start("-I", "9m");
                Talk talk = Talk.with(memcached.port()).connected()) {
            assertThat(talk.add("k", value)).isInstanceOf(NodeReply.Stored.class);
            assertThat(((NodeReply.Hit) talk.get("k")).value()).isEqualTo(value);
        }
    }

    /** The rest is written by the I/O thread, which may come for it before the first writer has let go. */
    @Test
    void aValueThatTheSocketDoesNotTakeAtOnceIsAlwaysWrittenToTheEnd() {
        byte[] value = new byte[8_000_000];
        AtomicBoolean isOver = new AtomicBoolean();
        for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
            new Thread(() -> spinUntil(isOver)).start(); // so that writers are held up at any place
        }
        try (MemcachedProcess memcached = MemcachedProcess.start("-I", "9m");
                Talk talk = Talk.with(memcached.port()).connected()) {
            for (int i = 0; i < 100; i++) {
                assertThat(talk.add("k" + i, value)).isInstanceOf(NodeReply.Stored.class);
            }
        } finally {
            isOver.set(true);
        }
    }

    private static void spinUntil(AtomicBoolean isOver) {
        while (!isOver.get()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aValueOverOurOwnLimitIsNotSent() {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = Talk.with(memcached.node("a"), 1000).connected()) {
            Map<String, String> before = memcached.stats();

            assertThat(talk.add("k", new byte[1001]))
                    .isEqualTo(new NodeReply.Rejected(
                            "value of 1001 bytes is over the limit of 1000 bytes; nothing was sent"));

            assertThat(more("cmd_set", before, memcached.stats())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nflush_all", "a\nb", "\u0000", "\u007f", "é", "\u4e00"})
    void aKeyThatWouldBreakTheProtocolIsNoRequest(String key) {
        assertThatThrownBy(() -> new NodeRequest.Get(key, true, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeRequest.Put(key, new byte[1], 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfMoreThan250CharactersIsNoRequest() {
        assertThatThrownBy(() -> new NodeRequest.Get("k".repeat(251), true, 1))
                .hasMessage("key length must be >= 1 and <= 250 but is 251");
    }

    private static long more(String counter, Map<String, String> before, Map<String, String> after) {
        return Long.parseLong(after.get(counter)) - Long.parseLong(before.get(counter));
    }
}
