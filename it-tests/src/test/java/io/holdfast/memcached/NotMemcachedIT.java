package io.holdfast.memcached;

import static io.holdfast.memcached.Talk.PATIENCE;
import static io.holdfast.memcached.Talk.answer;
import static io.holdfast.memcached.Talk.none;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.ScriptedPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something else where a memcached should be, or something between. */
@Timeout(30)
class NotMemcachedIT {

    private static final Duration SHORT = Duration.ofMillis(250);

    @Test
    void aWebServerIsTheWrongProtocol() {
        assertProbe(ScriptedPeer.answering(line -> "HTTP/1.1 400 Bad Request\r\n"), Cause.PROTOCOL);
    }

    @Test
    void aMemcachedTooOldForMetaCommandsIsTheWrongProtocol() {
        assertProbe(ScriptedPeer.answering(line -> "ERROR"), Cause.PROTOCOL);
    }

    @Test
    void aMemcachedWithTheEarlierMetaCommandsIsTheWrongProtocol() {
        assertProbe(
                ScriptedPeer.answering(line -> line.equals("mn") ? "MN" : "CLIENT_ERROR bad command line format"),
                Cause.PROTOCOL);
        assertProbe(ScriptedPeer.answering(line -> line.equals("mn") ? "MN" : "OK"), Cause.PROTOCOL);
    }

    @Test
    void whoDoesNotReturnWhatWasWrittenIsTheWrongProtocol() {
        assertProbe(
                ScriptedPeer.answering(line -> switch (line.substring(0, 2)) {
                    case "mn" -> "MN";
                    case "ms" -> "HD c1 " + opaque(line);
                    default -> "EN";
                }),
                Cause.PROTOCOL);
    }

    @Test
    void whoSaysNothingIsTooLate() {
        assertProbe(ScriptedPeer.answering(line -> null), Cause.TIMEOUT);
        assertProbe(ScriptedPeer.answering(line -> line.equals("mn") ? "MN" : null), Cause.TIMEOUT);
    }

    @Test
    void whoAnswersInDribletsIsTooLateToo() {
        assertProbe(
                new ScriptedPeer(client -> {
                    client.getOutputStream().write('M');
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }),
                Cause.TIMEOUT);
    }

    @Test
    void whoHangsUpIsClosed() {
        assertProbe(new ScriptedPeer(client -> {}), Cause.CLOSED);
        assertProbe(
                new ScriptedPeer(client -> {
                    client.getInputStream().read();
                    reset(client);
                }),
                Cause.CLOSED);
    }

    @Test
    void aNodeOutOfMemoryIsAlive() {
        String full = "SERVER_ERROR out of memory storing object";
        try (ScriptedPeer peer = ScriptedPeer.answering(line -> switch (line.substring(0, 2)) {
                    case "mn" -> "MN";
                    case "ms" -> full;
                    default -> "EN";
                });
                Talk talk = Talk.with(peer.port())) {
            assertThat(talk.probe(PATIENCE)).isEqualTo(new NodeReply.Rejected(full));
            assertThat(talk.add("k", new byte[1])).isEqualTo(new NodeReply.Rejected(full));
            assertThat(talk.get("k")).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void anAnswerMayComeByteByByte() {
        byte[] value = new byte[2048];
        new Random(1).nextBytes(value);
        ScriptedPeer.Tap drip = (bytes, client) -> {
            for (byte next : bytes) {
                client.getOutputStream().write(next);
            }
        };
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer slow = ScriptedPeer.relaying(memcached.port(), drip);
                Talk talk = Talk.with(slow.port()).connected()) {
            assertThat(talk.add("k", value)).isInstanceOf(NodeReply.Stored.class);
            assertThat(((NodeReply.Hit) talk.get("k")).value()).isEqualTo(value);
            assertThat(talk.get("absent")).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void aResetInTheMiddleOfAnAnswerClosesAllThatIsUnderWay() {
        AtomicBoolean armed = new AtomicBoolean();
        ScriptedPeer.Tap half = (bytes, client) -> {
            if (armed.get()) {
                client.getOutputStream().write(bytes, 0, bytes.length / 2);
                reset(client);
            } else {
                client.getOutputStream().write(bytes);
            }
        };
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer peer = ScriptedPeer.relaying(memcached.port(), half);
                Talk talk = Talk.with(peer.port()).connected()) {
            talk.addText("k", "value");
            memcached.hang();
            CompletableFuture<NodeReply> first = talk.sendGet("k");
            CompletableFuture<NodeReply> second = talk.sendGet("absent");
            armed.set(true);

            memcached.resume();

            assertThat(answer(first)).isEqualTo(none(Cause.CLOSED));
            assertThat(answer(second)).isEqualTo(none(Cause.CLOSED));
            armed.set(false);
            assertThat(talk.connected().text("k")).isEqualTo("value");
        }
    }

    @Test
    void anAnswerLostOnTheWayDoesNotHandItsNeighbourToTheNextRequest() {
        AtomicBoolean armed = new AtomicBoolean();
        ScriptedPeer.Tap swallow = (bytes, client) -> {
            if (!armed.getAndSet(false)) {
                client.getOutputStream().write(bytes);
            }
        };
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer peer = ScriptedPeer.relaying(memcached.port(), swallow);
                Talk talk = Talk.with(peer.port()).connected()) {
            talk.addText("mine", "my session");
            talk.addText("yours", "your session");
            armed.set(true);
            CompletableFuture<NodeReply> mine = talk.sendGet("mine");
            Eventually.await("an answer is swallowed", Duration.ofSeconds(20), () -> !armed.get());

            CompletableFuture<NodeReply> yours = talk.sendGet("yours");

            assertThat(answer(mine)).as("your answer came, and was not taken").isEqualTo(none(Cause.PROTOCOL));
            assertThat(answer(yours)).isEqualTo(none(Cause.CLOSED));
            assertThat(talk.connected().text("yours")).isEqualTo("your session");
        }
    }

    @Test
    void afterAWriteWasNotUnderstoodNoAnswerIsTrusted() {
        AtomicBoolean armed = new AtomicBoolean();
        ScriptedPeer.Tap misunderstood = (bytes, client) -> client.getOutputStream()
                .write(armed.get() ? "CLIENT_ERROR bad data chunk\r\nERROR\r\n".getBytes(US_ASCII) : bytes);
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer peer = ScriptedPeer.relaying(memcached.port(), misunderstood);
                Talk talk = Talk.with(peer.port()).connected()) {
            memcached.hang();
            CompletableFuture<NodeReply> write = talk.sendAdd("k", new byte[10]);
            CompletableFuture<NodeReply> read = talk.sendGet("k");
            armed.set(true);

            memcached.resume();

            assertThat(answer(write)).isEqualTo(new NodeReply.Rejected("CLIENT_ERROR bad data chunk"));
            assertThat(answer(read)).isEqualTo(none(Cause.CLOSED));
        }
    }

    @Test
    void aProbeThatFindsItsConnectionClosedMakesAnother() {
        AtomicBoolean armed = new AtomicBoolean();
        ScriptedPeer.Tap hangUpOnce = (bytes, client) -> {
            if (armed.getAndSet(false)) {
                client.close();
            } else {
                client.getOutputStream().write(bytes);
            }
        };
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer peer = ScriptedPeer.relaying(memcached.port(), hangUpOnce);
                Talk talk = Talk.with(peer.port()).connected()) {
            armed.set(true);

            assertThat(talk.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
            assertThat(armed).isFalse();
        }
    }

    @Test
    void whoSpeaksUnaskedIsLeft() {
        AtomicBoolean armed = new AtomicBoolean();
        ScriptedPeer.Tap talkative = (bytes, client) -> {
            client.getOutputStream().write(bytes);
            if (armed.getAndSet(false)) {
                client.getOutputStream().write("VA 2 f1 c1 t1\r\nhi\r\n".getBytes(US_ASCII));
            }
        };
        try (MemcachedProcess memcached = MemcachedProcess.start();
                ScriptedPeer peer = ScriptedPeer.relaying(memcached.port(), talkative);
                Talk talk = Talk.with(peer.port()).connected()) {
            armed.set(true);
            talk.get("k");
            for (NodeReply reply = talk.get("k"); !reply.equals(none(Cause.NOT_CONNECTED)); reply = talk.get("k")) {
                assertThat(reply).isIn(NodeReply.MISS, none(Cause.CLOSED), none(Cause.PROTOCOL));
            }

            assertThat(talk.connected().get("k")).isEqualTo(NodeReply.MISS);
        }
    }

    private static void assertProbe(ScriptedPeer peer, Cause expected) {
        try (peer;
                Talk talk = Talk.with(peer.port())) {
            for (int i = 0; i < 2; i++) {
                assertThat(talk.probe(expected == Cause.TIMEOUT ? SHORT : PATIENCE))
                        .isEqualTo(none(expected));
                assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));
            }
        }
    }

    private static String opaque(String line) {
        return line.substring(line.lastIndexOf('O'));
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
