package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.LogLines;
import io.holdfast.testing.MemcachedProcess;
import io.holdfast.testing.ScriptedPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client and its library write to the log, at INFO and above, as a server shows it. */
@Timeout(30)
class MemcachedNodeLogIT {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final LogLines log = LogLines.ofAll();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aNodeThatIsDownHungOrKilledFillsNoLog() {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = Talk.with(memcached.port()).connected()) {
            log.forget();
            memcached.hang();
            var waiting = talk.sendAdd("k", new byte[1_000_000]);
            for (int i = 0; i < 3; i++) {
                talk.probe(SHORT);
            }
            memcached.kill();
            for (int i = 0; i < 20; i++) {
                talk.probe(SHORT);
            }
            Talk.answer(waiting);

            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void aConnectionMadeAndLostIsAtMostOneLineAndNoError() {
        try (MemcachedProcess memcached = MemcachedProcess.start();
                Talk talk = Talk.with(memcached.port()).connected()) {
            log.forget();
            memcached.restart();
            talk.connected();

            assertThat(log.all()).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.startsWith("INFO"));
        }
    }

    @Test
    void whatIsNoMemcachedIsSaidOnce() {
        try (ScriptedPeer peer = ScriptedPeer.answering(line -> "HTTP/1.1 400 Bad Request");
                Talk talk = Talk.with(peer.port())) {
            for (int i = 0; i < 5; i++) {
                talk.probe(Duration.ofSeconds(5));
            }

            assertThat(log.all()).hasSize(1);
            assertThat(log.all().get(0)).startsWith("WARNING").contains("cannot be used", "1.6.10 or newer");
        }
    }
}
