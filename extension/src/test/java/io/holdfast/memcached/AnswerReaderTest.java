package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.holdfast.cluster.NodeReply;
import io.holdfast.memcached.AnswerReader.Asked;
import java.lang.management.ManagementFactory;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final int OPAQUE = 77;
    private static final int MOST_BYTES = 1000;

    @Test
    void aWriteIsStoredOrNot() throws Exception {
        assertThat(read(Asked.WRITE, "HD c12 O77\r\n")).isEqualTo(new NodeReply.Stored(12));
        assertThat(read(Asked.WRITE, "NS c0 O77\r\n")).isEqualTo(NodeReply.CONFLICT);
        assertThat(read(Asked.WRITE, "EX c0 O77\r\n")).isEqualTo(NodeReply.CONFLICT);
        assertThat(read(Asked.WRITE, "NF c0 O77\r\n")).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aReadHitsOrMisses() throws Exception {
        NodeReply.Hit hit =
                (NodeReply.Hit) read(Asked.VALUE, "VA 5 f4294967295 c18446744073709551615 t-1 O77\r\nhello\r\n");
        assertThat(hit.value()).isEqualTo(bytes("hello"));
        assertThat(hit.flags()).isEqualTo(-1);
        assertThat(hit.cas()).isEqualTo(-1);
        assertThat(hit.ttlSeconds()).isEmpty();
        assertThat(read(Asked.METADATA, "HD f1 c2 t3 O77\r\n")).isEqualTo(new NodeReply.Hit(null, 1, 2, 3));
        assertThat(read(Asked.VALUE, "EN\r\n")).isEqualTo(NodeReply.MISS);
        assertThat(read(Asked.METADATA, "EN O77\r\n")).isEqualTo(NodeReply.MISS);
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreRejections(Asked asked) throws Exception {
        for (String error : List.of("ERROR", "CLIENT_ERROR bad data chunk", "SERVER_ERROR out of memory")) {
            assertThat(read(asked, error + "\r\n")).isEqualTo(new NodeReply.Rejected(error));
        }
    }

    @Test
    void theWordsOfAnErrorAreFitForALog() throws Exception {
        String forged = "SERVER_ERROR \u001b[31m\rWARNING all is \u0085well " + "x".repeat(900);
        NodeReply.Rejected rejected = (NodeReply.Rejected) read(Asked.WRITE, forged + "\r\n");

        assertThat(rejected.message())
                .startsWith("SERVER_ERROR ?[31m?WARNING all is ?well xxx")
                .endsWith("xxx...")
                .hasSizeLessThanOrEqualTo(123);
    }

    @ParameterizedTest
    @CsvSource({"VALUE,VA 2 f1 c2 t3 O78", "METADATA,HD f1 c2 t3 O1", "WRITE,HD c1 O7", "VALUE,EN O78", "WRITE,NS O7"})
    void theAnswerToAnotherRequestIsNotTaken(Asked asked, String line) {
        assertRefused(asked, line + "\r\n", "the answer to another request");
    }

    @ParameterizedTest
    @CsvSource({"VALUE,VA 2 f1 c2 t3", "METADATA,HD f1 c2 t3", "WRITE,HD c1"})
    void aHitMustNameItsRequest(Asked asked, String line) {
        assertRefused(asked, line + "\r\n", "the answer to another request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "\n",
                "EN\n",
                " \r\n",
                "HTTP/1.1 400 Bad Request\r\n",
                "VA\r\n",
                "VA x f1 c2 t3 O77\r\n",
                "VA -1 f1 c2 t3 O77\r\n",
                "VA 67108865 f1 c2 t3 O77\r\n",
                "VA 99999999999999999999 f1 c2 t3 O77\r\n",
                "VA 2 c2 t3 O77\r\nab\r\n",
                "VA 2 f1 t3 O77\r\nab\r\n",
                "VA 2 f1 c2 O77\r\nab\r\n",
                "VA 2 f c2 t3 O77\r\nab\r\n",
                "VA 2 f1 c2 t3 O77\r\nabc\r\n",
                "HD f1 c2 t3 O77\r\n",
                "OK c2 O77\r\n",
                "NF\r\n",
                "MN\r\n",
                "STORED\r\n",
                "END\r\n"
            })
    void whatIsNoAnswerToAReadIsRefused(String garbage) {
        assertThatThrownBy(() -> read(Asked.VALUE, garbage)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EN\r\n", "VA 2 c1 O77\r\nab\r\n", "HD O77\r\n", "HD cx O77\r\n", "OK c1 O77\r\n", "MN\r\n"})
    void whatIsNoAnswerToAWriteIsRefused(String garbage) {
        assertThatThrownBy(() -> read(Asked.WRITE, garbage)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() throws Exception {
        assertThat(read(Asked.WRITE, "x".repeat(2048))).isNull();
        assertRefused(Asked.WRITE, "x".repeat(2049), "a line of more than 2048 bytes");
    }

    @Test
    void aLengthThatNoRecordHasTakesNoMemory() throws Exception {
        AnswerReader reader = new AnswerReader(Asked.VALUE, OPAQUE, MOST_BYTES);
        ByteBuffer line = ByteBuffer.wrap(bytes("VA 67108864 f0 c1 t100 O77\r\n"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        NodeReply reply = reader.read(line);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024);
        assertThat(reply).isNull();
    }

    @Test
    void aValueOverTheLimitIsPassedOver() throws Exception {
        assertThat(read(Asked.VALUE, value(MOST_BYTES))).isInstanceOf(NodeReply.Hit.class);
        assertThat(read(Asked.VALUE, value(MOST_BYTES + 1)))
                .isEqualTo(new NodeReply.Rejected("value of 1001 bytes is over the limit of 1000 bytes; not read"));
        assertRefused(
                Asked.VALUE, value(MOST_BYTES + 1).replace("x\r\n", "xy\n"), "a value that does not end in CR LF");
    }

    private static String value(int length) {
        return "VA " + length + " f1 c2 t3 O77\r\n" + "x".repeat(length) + "\r\n";
    }

    @Test
    void whatWasReadDoesNotGetIntoTheMessage() {
        assertThatThrownBy(() -> read(Asked.VALUE, "secret of a session\r\n")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Asked.VALUE, "VA secret O77\r\n")).hasMessageNotContaining("secret");
    }

    @Property
    void anAnswerMayBeCutAnywhere(@ForAll("answers") Answer answer, @ForAll List<Integer> cuts) throws Exception {
        byte[] wire = bytes(answer.wire() + "HD c1 O78\r\n");
        AnswerReader reader = new AnswerReader(answer.asked(), OPAQUE, MOST_BYTES);
        ByteBuffer in = ByteBuffer.allocate(wire.length);
        NodeReply reply = null;
        int arrived = 0;
        for (int i = 0; reply == null; i++) {
            int piece = i < cuts.size() ? 1 + Math.floorMod(cuts.get(i), 7) : 1;
            int count = Math.min(piece, wire.length - arrived);
            in.put(wire, arrived, count).flip();
            arrived += count;
            reply = reader.read(in);
            in.compact(); // as the library does between two readings
        }

        assertThat(reply).usingRecursiveComparison().isEqualTo(read(answer.asked(), answer.wire()));
        int left = in.position();
        assertThat(arrived - left)
                .as("nothing taken of the next answer")
                .isEqualTo(answer.wire().length());
    }

    record Answer(Asked asked, String wire) {}

    @Provide
    static Arbitrary<Answer> answers() {
        Arbitrary<Answer> hits = Arbitraries.strings()
                .withChars("\r\nVAHD 0c")
                .ofMaxLength(40)
                .map(value -> new Answer(Asked.VALUE, "VA " + value.length() + " f1 c2 t3 O77\r\n" + value + "\r\n"));
        Arbitrary<Answer> others = Arbitraries.of(
                new Answer(Asked.METADATA, "HD f4294967295 c9 t100 O77\r\n"),
                new Answer(Asked.VALUE, value(MOST_BYTES + 9)),
                new Answer(Asked.METADATA, "EN\r\n"),
                new Answer(Asked.WRITE, "HD c5 O77\r\n"),
                new Answer(Asked.WRITE, "SERVER_ERROR object too large for cache\r\n"));
        return Arbitraries.oneOf(hits, others);
    }

    private static void assertRefused(Asked asked, String text, String message) {
        assertThatThrownBy(() -> read(asked, text))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    private static @Nullable NodeReply read(Asked asked, String text) throws ProtocolException {
        return new AnswerReader(asked, OPAQUE, MOST_BYTES).read(ByteBuffer.wrap(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
