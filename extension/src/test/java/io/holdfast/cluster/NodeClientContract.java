package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link NodeClient} does, whatever is behind it. */
public abstract class NodeClientContract extends NodeClientFixture {

    /** A client of an empty node, not probed yet. */
    protected abstract NodeClient newClient();

    /** The largest value {@link #newClient} may send. */
    protected abstract int maxValueBytes();

    /** Lets a second pass on the node's clock, or a little less; called as often as it takes. */
    protected abstract void passTime();

    @BeforeEach
    void connect() {
        client = newClient();
        assertThat(client.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void whatWasNeverWrittenIsAMiss() {
        assertThat(get("k")).isEqualTo(NodeReply.MISS);
        assertThat(look("k")).isEqualTo(NodeReply.MISS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aValueComesBackAsItWasAddedOrOnlyAllBesideIt(boolean withValue) {
        long cas = add("k", bytes("value"), 7);

        NodeReply.Hit hit = (NodeReply.Hit) (withValue ? get("k") : look("k"));
        assertThat(hit.value()).isEqualTo(withValue ? bytes("value") : null);
        assertThat(hit.flags()).isEqualTo(7);
        assertThat(hit.cas()).isEqualTo(cas);
        assertThat(hit.ttlSeconds().orElseThrow()).isBetween(TTL - 2, TTL);
    }

    @Test
    void whatIsThereCannotBeAdded() {
        add("k", bytes("first"), 1);

        assertThat(put("k", bytes("second"), 2, NodeRequest.Put.ABSENT)).isEqualTo(NodeReply.CONFLICT);
        assertThat(hit("k").value()).isEqualTo(bytes("first"));
    }

    @Test
    void theRightCasTokenReplacesTheValueAndIsSpent() {
        long first = add("k", bytes("first"), 1);

        long second = stored(put("k", bytes("second"), 2, first));

        assertThat(second).isNotEqualTo(first);
        assertThat(hit("k").value()).isEqualTo(bytes("second"));
        assertThat(hit("k").flags()).isEqualTo(2);
        assertThat(hit("k").cas()).isEqualTo(second);
        assertThat(put("k", bytes("third"), 3, first)).isEqualTo(NodeReply.CONFLICT);
        assertThat(hit("k").value()).isEqualTo(bytes("second"));
    }

    @Test
    void aValueIsDeletedOnlyWithItsCasToken() {
        long first = add("k", bytes("first"), 1);
        long second = stored(put("k", bytes("second"), 2, first));

        assertThat(ask(new NodeRequest.Delete("k", first))).isEqualTo(NodeReply.CONFLICT);
        assertThat(hit("k").value()).isEqualTo(bytes("second"));
        assertThat(ask(new NodeRequest.Delete("k", second))).isEqualTo(NodeReply.DELETED);
        assertThat(get("k")).isEqualTo(NodeReply.MISS);
        assertThat(ask(new NodeRequest.Delete("k", second))).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aConditionalWriteOfWhatIsGoneIsAMissAndWritesNothing() {
        assertThat(put("k", bytes("value"), 1, 42)).isEqualTo(NodeReply.MISS);
        assertThat(look("k")).isEqualTo(NodeReply.MISS);
    }

    @Test
    void readingDoesNotSpendTheCasToken() {
        long cas = add("k", bytes("value"), 1);
        get("k");
        look("k");

        assertThat(put("k", bytes("next"), 1, cas)).isInstanceOf(NodeReply.Stored.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingExtendsTheExpiryAndTellsWhatItWas(boolean withValue) {
        add("k", bytes("value"), 1);

        NodeReply.Hit before = (NodeReply.Hit) ask(new NodeRequest.Get("k", withValue, 5000));
        NodeReply.Hit after = (NodeReply.Hit) ask(new NodeRequest.Get("k", withValue, NodeRequest.Get.KEEP_TTL));
        NodeReply.Hit still = (NodeReply.Hit) ask(new NodeRequest.Get("k", withValue, NodeRequest.Get.KEEP_TTL));

        assertThat(before.ttlSeconds().orElseThrow()).isBetween(TTL - 2, TTL);
        assertThat(after.ttlSeconds().orElseThrow()).isBetween(4998, 5000);
        assertThat(still.ttlSeconds().orElseThrow()).isBetween(4998, 5000);
    }

    @Test
    void theLongestTimeToLiveIsRelative() {
        add("k", bytes("value"), 1);
        ask(new NodeRequest.Get("k", false, NodeRequest.MAX_TTL_SECONDS));

        NodeReply.Hit hit = (NodeReply.Hit) look("k");
        assertThat(hit.ttlSeconds().orElseThrow())
                .isBetween(NodeRequest.MAX_TTL_SECONDS - 2, NodeRequest.MAX_TTL_SECONDS);
    }

    @Test
    void whatHasExpiredIsAMissAndCanBeAddedAgain() {
        ask(new NodeRequest.Put("k", bytes("value"), 1, 1, NodeRequest.Put.ABSENT));

        for (int i = 0; i < 100 && look("k") != NodeReply.MISS; i++) {
            passTime();
        }

        assertThat(look("k")).isEqualTo(NodeReply.MISS);
        add("k", bytes("again"), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x8000_0001})
    void all32BitsOfTheFlagsAreKept(int flags) {
        add("k", bytes("value"), flags);

        assertThat(hit("k").flags()).isEqualTo(flags);
        assertThat(((NodeReply.Hit) look("k")).flags()).isEqualTo(flags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "EN\r\n", "a\r\nflush_all\r\nHD c1\r\n", "\r", "\n", "VA 5\r\nhello\r\n"})
    void aValueMayLookLikeTheProtocol(String value) {
        add("k", bytes(value), 1);

        assertThat(hit("k").value()).isEqualTo(bytes(value));
        assertThat(look("other")).isEqualTo(NodeReply.MISS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 2048, 65_535, 65_536, 300_000})
    void aValueMayBeOfAnyBytes(int length) {
        byte[] value = new byte[length];
        new Random(length).nextBytes(value);
        add("k", value, 1);

        assertThat(hit("k").value()).isEqualTo(value);
    }

    @Test
    void aValueMayBeAsLargeAsTheLimit() {
        assertThat(client.maxValueBytes()).isEqualTo(maxValueBytes());
        byte[] value = new byte[maxValueBytes()];
        add("k", value, 1);

        assertThat(hit("k").value()).isEqualTo(value);
    }

    @Test
    void aValueOverTheLimitIsRejectedAndTheOldOneStays() {
        long cas = add("k", bytes("old"), 1);

        NodeReply reply = put("k", new byte[maxValueBytes() + 1], 1, cas);

        assertThat(reply).isInstanceOf(NodeReply.Rejected.class);
        assertThat(((NodeReply.Rejected) reply).message()).contains("" + (maxValueBytes() + 1), "" + maxValueBytes());
        assertThat(hit("k").value()).isEqualTo(bytes("old"));
    }

    @Test
    void keysMayUseEveryPrintableCharacterAndAllTheirLength() {
        String printable = IntStream.rangeClosed('!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String longest = "k".repeat(250);
        add(printable, bytes("printable"), 1);
        add(longest, bytes("longest"), 1);

        assertThat(hit(printable).value()).isEqualTo(bytes("printable"));
        assertThat(hit(longest).value()).isEqualTo(bytes("longest"));
    }

    @Test
    void manyRequestsAtOnceGetTheirOwnAnswers() {
        List<CompletableFuture<NodeReply>> writes = new ArrayList<>();
        List<CompletableFuture<NodeReply>> reads = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            writes.add(client.send(new NodeRequest.Put("k" + i, bytes("value " + i), i, TTL, NodeRequest.Put.ABSENT)));
            reads.add(client.send(new NodeRequest.Get("k" + i, true, TTL)));
            reads.add(client.send(new NodeRequest.Get("absent" + i, true, TTL)));
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(await(writes.get(i))).isInstanceOf(NodeReply.Stored.class);
            NodeReply.Hit hit = (NodeReply.Hit) await(reads.get(2 * i));
            assertThat(hit.value()).isEqualTo(bytes("value " + i));
            assertThat(hit.flags()).isEqualTo(i);
            assertThat(await(reads.get(2 * i + 1))).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void requestsGivenUpDoNotShiftTheAnswersOfLaterOnes() {
        add("k", bytes("value"), 1);
        for (int i = 0; i < 1000; i++) {
            client.send(new NodeRequest.Get("k", true, TTL)).cancel(true);
            client.send(new NodeRequest.Put("k" + i, bytes("v"), 1, TTL, NodeRequest.Put.ABSENT))
                    .cancel(true);
            assertThat(get("absent" + i)).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void manyThreadsAtOnceGetTheirOwnAnswers() throws Exception {
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(i -> new Thread(() -> served.add(writeAndReadOwn(i))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).hasSize(16).containsOnly(300);
    }

    private int writeAndReadOwn(int thread) {
        int right = 0;
        for (int i = 0; i < 300; i++) {
            String key = thread + "-" + i;
            byte[] value = bytes("value " + key);
            add(key, value, i);
            NodeReply.Hit hit = hit(key);
            right += Arrays.equals(hit.value(), value) && hit.flags() == i ? 1 : 0;
        }
        return right;
    }

    @Test
    void ofManyWritersWithTheSameTokenOneWins() throws Exception {
        add("k", bytes("0"), 1);
        List<Thread> writers =
                IntStream.range(0, 8).mapToObj(i -> new Thread(this::count100)).toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(new String(hit("k").value(), StandardCharsets.US_ASCII)).isEqualTo("800");
    }

    private void count100() {
        for (int done = 0; done < 100; ) {
            NodeReply.Hit hit = hit("k");
            int next = Integer.parseInt(new String(hit.value(), StandardCharsets.US_ASCII)) + 1;
            if (put("k", bytes("" + next), 1, hit.cas()) instanceof NodeReply.Stored) {
                done++;
            }
        }
    }

    @Test
    void afterCloseThereIsNoConnection() {
        client.close();

        NodeReply.NoAnswer noConnection = new NodeReply.NoAnswer(NodeReply.Cause.NOT_CONNECTED);
        assertThat(get("k")).isEqualTo(noConnection);
        assertThat(put("k", bytes("value"), 1, NodeRequest.Put.ABSENT)).isEqualTo(noConnection);
        assertThat(client.probe(PATIENCE)).isEqualTo(noConnection);
    }
}
