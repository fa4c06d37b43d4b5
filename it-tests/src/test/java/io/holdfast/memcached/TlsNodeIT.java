package io.holdfast.memcached;

import static io.holdfast.memcached.Talk.PATIENCE;
import static io.holdfast.memcached.Talk.answer;
import static io.holdfast.memcached.Talk.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.it.harness.process.Stunnel;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.ReadmePart;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node with a password and TLS, reached through stunnel, by the commands and the configuration of security.md. */
@Timeout(120)
class TlsNodeIT {

    private static final Credentials LOGIN = new Credentials("holdfast", "sesame");

    @TempDir
    private static Path folder;

    private final int port = MemcachedProcess.freePort();
    private MemcachedProcess memcached;
    private Stunnel stunnel;

    @BeforeAll
    static void makeCertificates() throws Exception {
        assumeTrue(
                Stunnel.isPossible(),
                "stunnel, openssl and a memcached with TLS are needed: install stunnel (Debian: stunnel4)");
        Process bash = new ProcessBuilder(
                        "bash", "-e", "-c", new ReadmePart("security.md", "tls-certificates").content())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        Files.writeString(folder.resolve("passwords"), LOGIN.user() + ":" + LOGIN.password() + "\n");
    }

    @BeforeEach
    void start() throws IOException {
        memcached = MemcachedProcess.start("-Y", "" + folder.resolve("passwords"), "-Z", "-o", tlsOptions());
        stunnel = new Stunnel(configuration(port), port, folder);
    }

    private static String tlsOptions() {
        return "ssl_chain_cert=/etc/memcached/a.pem,ssl_key=/etc/memcached/a.key,ssl_ca_cert=/etc/memcached/ca.pem,ssl_verify_mode=2"
                .replace("/etc/memcached", folder.toString());
    }

    /** The page's, for a node that is here. */
    private String configuration(int accepting) throws IOException {
        return new ReadmePart("security.md", "tls-stunnel")
                .content()
                .replace("/etc/stunnel", folder.toString())
                .replace("127.0.0.1:21211", "127.0.0.1:" + accepting)
                .replace("10.0.0.1:11211", "127.0.0.1:" + memcached.port())
                .replaceFirst("(?s)\\[b].*", "");
    }

    @AfterEach
    void stop() {
        stunnel.close();
        memcached.close();
    }

    private Talk talk(int through) {
        return new Talk(new MemcachedNode(
                new Node("a", "127.0.0.1", through),
                new MemcachedSettings(PATIENCE, 1_000_000, () -> Optional.of(LOGIN)),
                System::nanoTime));
    }

    @Test
    void sessionsComeAndGoAndEveryNewConnectionSucceeds() throws IOException {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        try (Talk talk = talk(port).connected()) {
            for (int i = 0; i < 5; i++) {
                assertThat(talk.add("k", large)).isInstanceOf(NodeReply.Stored.class);
                assertThat(((NodeReply.Hit) talk.get("k")).value()).isEqualTo(large);
                memcached.restart();
                talk.connected();
            }
            assertThat(talk.client.concern()).isEmpty();
            assertThat(plainAnswer()).as("to whom speaks plainly").isNull();
        }
    }

    private @Nullable String plainAnswer() throws IOException {
        try {
            return memcached.ask("version");
        } catch (SocketException e) {
            return null; // reset
        }
    }

    @Test
    void aKilledNodeIsKnownAtOnce() {
        try (Talk talk = talk(port).connected()) {
            memcached.hang();
            CompletableFuture<NodeReply> underWay = talk.sendGet("k");
            long before = System.nanoTime();
            memcached.kill();
            assertThat(answer(underWay)).isEqualTo(none(Cause.CLOSED));
            assertThat(talk.probe(PATIENCE)).isIn(none(Cause.CLOSED), none(Cause.REFUSED)); // of a new connection
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            memcached.restart();
            assertThat(talk.connected().get("k")).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void aHungNodeIsTooLate() {
        try (Talk talk = talk(port).connected()) {
            memcached.hang();
            for (int i = 0; i < 5; i++) {
                assertThat(talk.probe(Duration.ofMillis(200))).isEqualTo(none(Cause.TIMEOUT));
            }
            memcached.resume();
            assertThat(talk.connected().get("k")).isEqualTo(NodeReply.MISS);
        }
    }

    @Test
    void neitherAStrangerNorAnotherNodeGetsThrough() throws IOException {
        int first = MemcachedProcess.freePort();
        assertRefused(configuration(first).replaceAll("(?m)^(cert|key) = .*$", ""), first);
        int second = MemcachedProcess.freePort();
        assertRefused(configuration(second).replace("checkHost = a", "checkHost = b"), second);
    }

    private void assertRefused(String configuration, int accepting) throws IOException {
        try (Stunnel other = new Stunnel(configuration, accepting, folder);
                Talk talk = talk(accepting)) {
            assertThat(talk.probe(PATIENCE)).isEqualTo(none(Cause.CLOSED));
            assertThat(other.isRunning()).isTrue();
        }
    }
}
