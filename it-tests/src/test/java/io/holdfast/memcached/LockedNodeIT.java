package io.holdfast.memcached;

import static io.holdfast.memcached.Talk.PATIENCE;
import static io.holdfast.memcached.Talk.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeHealth;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeState;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.LogLines;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes that demand a user and a password (memcached's {@code -Y}). */
@Timeout(60)
class LockedNodeIT {

    private static final Credentials RIGHT = new Credentials("holdfast", "open:sesame");
    private static final Credentials WRONG = new Credentials("holdfast", "wrong-sesame");

    @TempDir
    private Path folder;

    private final LogLines log = LogLines.ofAll();
    private Path passwords = Path.of("");
    private volatile @Nullable Credentials ours = RIGHT;

    @BeforeEach
    void lock() throws IOException {
        passwords = folder.resolve("passwords");
        allow(RIGHT);
    }

    private void allow(Credentials... logins) throws IOException {
        StringBuilder lines = new StringBuilder("somebody:else\n");
        for (Credentials login : logins) {
            lines.append(login.user() + ":" + login.password() + "\n");
        }
        Files.writeString(passwords, lines);
    }

    @AfterEach
    void noLogHasThePassword() {
        log.close();
        assertThat(log.all()).noneMatch(line -> line.contains("sesame"));
    }

    private MemcachedProcess locked() {
        return MemcachedProcess.start("-Y", passwords.toString());
    }

    private Talk talk(MemcachedProcess memcached) {
        MemcachedSettings settings = new MemcachedSettings(PATIENCE, 1_000_000, () -> Optional.ofNullable(ours));
        return new Talk(new MemcachedNode(memcached.node("a"), settings, System::nanoTime));
    }

    @Test
    void itServesWhoHasThePasswordAlsoAfterItWasRestarted() throws IOException {
        try (MemcachedProcess memcached = locked();
                Talk talk = talk(memcached).connected()) {
            assertThat(memcached.ask("mn")).isEqualTo("CLIENT_ERROR unauthenticated");
            for (int i = 0; i < 3; i++) {
                talk.addText("k", "value");
                assertThat(talk.text("k")).isEqualTo("value");
                assertThat(talk.client.maxValueBytes()).isEqualTo(1_000_000);
                memcached.restart();
                talk.connected();
                assertThat(talk.get("k")).as("empty").isEqualTo(NodeReply.MISS);
            }
            assertThat(talk.client.incarnation().number()).isEqualTo(4);
        }
    }

    @Test
    void withoutOrWithAWrongPasswordItIsDownAndSaysWhy() {
        try (MemcachedProcess memcached = locked();
                Talk talk = talk(memcached)) {
            ours = null;
            assertThat(talk.probe(PATIENCE)).isEqualTo(none(Cause.NO_CREDENTIALS));
            ours = WRONG;
            assertThat(talk.probe(PATIENCE)).isEqualTo(none(Cause.WRONG_CREDENTIALS));
            assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));

            NodeMonitor monitor = new NodeMonitor(talk.client, 2, InstantSource.system());
            monitor.probe(PATIENCE);
            NodeHealth health = monitor.health();
            assertThat(health.state()).isEqualTo(NodeState.DOWN);
            assertThat(health.cause()).isEqualTo("refuses the user and the password that are configured for it");

            ours = RIGHT;
            for (int i = 0; i < 3; i++) {
                monitor.probe(PATIENCE); // on the usual schedule
            }
            assertThat(talk.get("k")).isEqualTo(NodeReply.MISS);
            assertThat(log.all().stream().filter(line -> line.contains("cannot be used")))
                    .hasSize(2);
        }
    }

    @Test
    void aPasswordIsChangedWithoutAFailure() throws Exception {
        Credentials next = new Credentials("holdfast2", "new-sesame");
        try (MemcachedProcess memcached = locked();
                Talk talk = talk(memcached).connected()) {
            talk.addText("k", "value");
            allow(RIGHT, next);
            memcached.readPasswordsAgain();
            ours = next;
            untilANewConnectionIs(NodeReply.PONG, memcached);
            allow(next);
            memcached.readPasswordsAgain();
            ours = RIGHT;
            untilANewConnectionIs(none(Cause.WRONG_CREDENTIALS), memcached);
            assertThat(talk.text("k")).as("a connection lasts").isEqualTo("value");
        }
    }

    /** memcached reads its file a moment after the signal. */
    private void untilANewConnectionIs(NodeReply expected, MemcachedProcess memcached) {
        Eventually.answer(
                "a new connection is " + expected,
                Duration.ofSeconds(20),
                () -> {
                    try (Talk talk = talk(memcached)) {
                        return talk.probe(PATIENCE);
                    }
                },
                expected::equals);
    }

    @Test
    void aNodeWithoutALockNeverHoldsThePassword() throws IOException {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = talk(memcached).connected()) {
            memcached.restart();
            talk.connected();
            assertThat(memcached.ask("mg holdfast v"))
                    .as("what the password would be stored under")
                    .isEqualTo("EN");
            assertThat(memcached.stat("curr_items")).as("the probe's value").isEqualTo(1);
            assertThat(talk.client.concern()).contains("demands no password");
            assertThat(log.all().stream().filter(line -> line.startsWith("WARNING")))
                    .singleElement()
                    .asString()
                    .contains("demands no password", "The password is not sent");
        }
    }
}
