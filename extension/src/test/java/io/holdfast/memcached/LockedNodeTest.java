package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.LogLines;
import io.holdfast.testing.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said to a node that demands a password, and to one that pretends to. */
@Timeout(30)
class LockedNodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOCKED = "CLIENT_ERROR unauthenticated";
    private static final String PASSWORD = "sesame";
    private static final String WORDS = "user " + PASSWORD;

    private final LogLines log = LogLines.ofAll();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void noLogHasThePassword() {
        log.close();
        assertThat(log.all()).noneMatch(line -> line.contains(PASSWORD));
    }

    private ScriptedPeer peer(UnaryOperator<@Nullable String> answers) {
        return ScriptedPeer.answering(line -> {
            heard.add(line);
            return answers.apply(line);
        });
    }

    private static MemcachedNode client(ScriptedPeer peer, @Nullable Credentials credentials) {
        return new MemcachedNode(
                new Node("a", "127.0.0.1", peer.port()),
                new MemcachedSettings(PATIENCE, 1000, () -> Optional.ofNullable(credentials)),
                System::nanoTime);
    }

    private static MemcachedNode client(ScriptedPeer peer) {
        return client(peer, new Credentials("user", PASSWORD));
    }

    /** A memcached as far as a probe goes, whose values are numbered. */
    private String unlocked(String line) {
        return switch (line.substring(0, 2)) {
            case "mn" -> "MN";
            case "ms" -> "HD c1 " + line.substring(line.lastIndexOf('O'));
            case "mg" ->
                "VA 1 f0 c1 t60 " + line.substring(line.lastIndexOf('O')) + "\r\n"
                        + heard.stream().filter(said -> said.startsWith("ms")).count();
            default -> "END";
        };
    }

    private void assertProbe(MemcachedNode client, Cause cause) {
        assertThat(client.probe(PATIENCE)).isEqualTo(new NodeReply.NoAnswer(cause));
    }

    private List<String> warnings() {
        return log.all().stream().filter(line -> line.startsWith("WARNING")).toList();
    }

    @Test
    void thePasswordComesAfterTheNodeHasAskedForIt() {
        try (ScriptedPeer peer = peer(line -> switch (line) {
                    case "mn" -> heard.contains(WORDS) ? "MN" : LOCKED;
                    case "set holdfast 0 0 11" -> null;
                    case WORDS -> "STORED";
                    default -> unlocked(line);
                });
                MemcachedNode client = client(peer)) {
            assertThat(client.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
            assertThat(heard).startsWith("mn", "set holdfast 0 0 11", WORDS, "mn", "stats settings");
            assertThat(client.concern()).isEmpty();
            assertThat(warnings()).isEmpty();
        }
    }

    @Test
    void aNodeThatDemandsNoneNeverHearsIt() {
        try (ScriptedPeer peer = peer(this::unlocked)) {
            try (MemcachedNode client = client(peer)) {
                assertThat(client.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
                assertThat(client.concern()).isEqualTo("demands no password, though one is configured for it");
                peer.hangUp();
                for (int i = 0; i < 100 && connections() < 2; i++) {
                    client.probe(PATIENCE); // notices that it is closed
                }
                assertThat(connections()).isGreaterThanOrEqualTo(2);
            }
            assertThat(heard).noneMatch(line -> line.contains(PASSWORD) || line.startsWith("set"));
            assertThat(warnings().stream().filter(line -> line.contains("demands no password")))
                    .singleElement()
                    .asString()
                    .contains("memcached -Y FILE");
        }
    }

    private long connections() {
        return heard.stream().filter("mn"::equals).count();
    }

    @Test
    void withoutCredentialsItIsToldWhatToDo() {
        try (ScriptedPeer peer = peer(line -> LOCKED);
                MemcachedNode client = client(peer, null)) {
            for (int i = 0; i < 3; i++) {
                assertProbe(client, Cause.NO_CREDENTIALS);
            }
            assertThat(heard).containsOnly("mn");
            assertThat(warnings())
                    .singleElement()
                    .asString()
                    .contains("demands a user and a password", "Add it to holdfast.node-credentials");
        }
    }

    @Test
    void aWrongPasswordIsToldOnce() {
        try (ScriptedPeer peer = peer(line -> switch (line) {
                    case "set holdfast 0 0 11" -> null;
                    case WORDS -> "CLIENT_ERROR authentication failure";
                    default -> LOCKED;
                });
                MemcachedNode client = client(peer)) {
            for (int i = 0; i < 3; i++) {
                assertProbe(client, Cause.WRONG_CREDENTIALS);
            }
            assertThat(warnings())
                    .singleElement()
                    .asString()
                    .contains("refuses the user and the password", "holdfast.node-credentials", "SIGHUP");
        }
    }

    @Test
    void whoSendsThePasswordBackIsNotQuoted() {
        try (ScriptedPeer peer = peer(line -> line.equals("mn") ? LOCKED : "you said " + line);
                MemcachedNode client = client(peer)) {
            assertProbe(client, Cause.PROTOCOL);
        }
        try (ScriptedPeer peer = peer(line -> line.startsWith("set") ? null : "CLIENT_ERROR " + line);
                MemcachedNode client = client(peer)) {
            assertProbe(client, Cause.PROTOCOL);
        }
        heard.clear();
        try (ScriptedPeer peer = peer(line -> switch (line) {
                    case "mn" -> heard.contains(WORDS) ? WORDS : LOCKED;
                    case WORDS -> "STORED";
                    default -> null;
                });
                MemcachedNode client = client(peer)) {
            assertProbe(client, Cause.PROTOCOL);
        }
    }

    @Test
    void itsWordsMayComeInPieces() {
        ScriptedPeer.Script slowly = connection -> {
            for (byte letter : (LOCKED + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                connection.getOutputStream().write(letter);
                connection.getOutputStream().flush();
            }
            connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        };
        try (ScriptedPeer peer = new ScriptedPeer(slowly);
                MemcachedNode client = client(peer, null)) {
            assertProbe(client, Cause.NO_CREDENTIALS);
        }
    }

    @Test
    void whatItSaysOfItselfIsFitForALog() {
        String forged = "ERROR \u001b[2J\rSEVERE all sessions are lost " + "x".repeat(300);
        try (ScriptedPeer peer = peer(line -> line.startsWith("m") ? forged : null);
                MemcachedNode client = client(peer)) {
            assertProbe(client, Cause.PROTOCOL);
        }
        try (ScriptedPeer peer = peer(line -> line.startsWith("ms") ? "CLIENT_" + forged : unlocked(line));
                MemcachedNode client = client(peer, null)) {
            assertProbe(client, Cause.PROTOCOL);
        }
        assertThat(warnings())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).matches("[ -~]*").contains("?[2J").hasSizeLessThan(400));
    }
}
