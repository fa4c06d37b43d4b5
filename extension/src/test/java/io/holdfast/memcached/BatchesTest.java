package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import net.rubyeye.xmemcached.command.Command;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final int MOST = 1_000_000;

    private final Batches batches = new Batches();
    private final Queue<Command> waiting = new ArrayDeque<>();
    private final Queue<Command> sent = new ArrayDeque<>();
    private int opaque;

    private static final class Nobody implements MetaCommand.Receiver {

        @Override
        public int largestAnswer() {
            return MOST;
        }

        @Override
        public void tooLarge(int bytes) {
            throw new AssertionError();
        }

        @Override
        public void answered(MetaCommand command, NodeReply answer) {
            throw new AssertionError();
        }
    }

    private MetaCommand get(String key) {
        return MetaCommand.of(new Get(key, true, 60), ++opaque, new Nobody());
    }

    private MetaCommand put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        return MetaCommand.of(new Put("key", bytes, 7, 60, Put.ABSENT), ++opaque, new Nobody());
    }

    private static String bytes(Command command) {
        ByteBuffer bytes = command.getIoBuffer().buf();
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    @Test
    void aCommandAloneIsSentAsItIs() {
        MetaCommand only = get("key");
        assertThat(batches.optimize(only, waiting, sent, MOST)).isSameAs(only);
        assertThat(bytes(only)).isEqualTo("mg key v f c t T60 O1\r\n");
        assertThat(sent).isEmpty();
    }

    @Test
    void whatWaitsIsSentInTheOrderInWhichItCame() {
        MetaCommand first = put("one");
        MetaCommand second = get("key");
        MetaCommand third = put("three");
        waiting.add(second);
        waiting.add(third);
        assertThat(batches.optimize(first, waiting, sent, MOST)).isSameAs(third);
        assertThat(sent).containsExactly(first, second);
        assertThat(waiting).isEmpty();
        assertThat(bytes(third))
                .isEqualTo(
                        "ms key 3 ME F7 T60 c O1\r\none\r\nmg key v f c t T60 O2\r\nms key 5 ME F7 T60 c O3\r\nthree\r\n");
    }

    @Test
    void whatTheSocketDoesNotTakeAtOnceWaitsForTheNextBatch() {
        MetaCommand first = get("key");
        MetaCommand second = get("other");
        waiting.add(second);
        assertThat(batches.optimize(first, waiting, sent, first.length() + second.length() - 1))
                .isSameAs(first);
        assertThat(waiting).containsExactly(second);
        assertThat(bytes(first)).isEqualTo("mg key v f c t T60 O1\r\n");
        assertThat(batches.optimize(waiting.remove(), waiting, sent, MOST)).isSameAs(second);
        assertThat(bytes(second)).isEqualTo("mg other v f c t T60 O2\r\n");
    }

    @Test
    void aValueLargerThanTheBufferIsSentWhole() {
        String large = "x".repeat(100_000);
        MetaCommand first = put(large);
        waiting.add(get("key"));
        assertThat(batches.optimize(first, waiting, sent, MOST)).isSameAs(first);
        assertThat(bytes(first)).isEqualTo("ms key 100000 ME F7 T60 c O1\r\n" + large + "\r\n");
        assertThat(waiting).hasSize(1);
    }
}
