package io.holdfast.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeReply;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.MemcachedProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of several nodes on one thread: what befalls one of them is nothing to the others. */
class IoThreadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] VALUE = {1, 2, 3};

    private final List<MemcachedProcess> processes =
            Stream.generate(MemcachedProcess::start).limit(2).toList();
    private final IoThread ioThread = new IoThread();
    private final Talk one = talk(processes.get(0));
    private final Talk other = talk(processes.get(1));

    private Talk talk(MemcachedProcess process) {
        MemcachedSettings settings = new MemcachedSettings(Duration.ofMillis(500), MemcachedSettings.MAX_VALUE_BYTES);
        return new Talk(new MemcachedNode(process.node("node"), settings, System::nanoTime, ioThread));
    }

    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Xmemcached-Reactor"))
                .count();
    }

    private final long before = ioThreads();

    @BeforeEach
    void connect() {
        one.connected();
        other.connected();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        processes.forEach(MemcachedProcess::close);
    }

    @Test
    void allHaveOneThreadWhichEndsWithTheLastOfThem() {
        assertThat(ioThreads()).isEqualTo(before + 1);
        one.close();
        assertThat(other.get("key")).isEqualTo(NodeReply.MISS);
        other.close();
        Eventually.await("the thread has ended", PATIENCE, () -> ioThreads() == before);
    }

    @Test
    void aNodeThatHangsHoldsUpNoOther() {
        processes.get(0).hang();
        CompletableFuture<NodeReply> silent = one.sendGet("key");
        for (int i = 0; i < 100; i++) {
            assertThat(other.add("key" + i, VALUE)).isInstanceOf(NodeReply.Stored.class);
        }
        assertThat(silent).isNotDone();
        processes.get(0).resume();
        Eventually.await("an answer at last", PATIENCE, silent::isDone);
    }

    @Test
    void aNodeThatDiesIsConnectedAgainOnTheThreadOfTheOthers() {
        processes.get(0).restart();
        one.connected();
        assertThat(one.add("key", VALUE)).isInstanceOf(NodeReply.Stored.class);
        assertThat(other.add("key", VALUE)).isInstanceOf(NodeReply.Stored.class);
        assertThat(ioThreads()).isEqualTo(before + 1);
    }

    @Test
    void aConnectionThatHasEndedIsNotKept() throws Exception {
        NodeConnector connector = ioThread.take();
        for (int i = 0; i < 5; i++) {
            processes.get(0).restart();
            one.connected();
        }
        assertThat(connector.getSessionSet()).hasSize(2);
        ioThread.giveBack(connector);
    }

    @Test
    void aThreadThatDiedIsReplaced() throws Exception {
        NodeConnector dying = ioThread.take();
        dying.stop();
        Eventually.await("it has died", PATIENCE, () -> !dying.isAlive());
        NodeConnector next = ioThread.take();
        assertThat(next.isAlive()).isTrue();
        ioThread.giveBack(next);
        ioThread.giveBack(dying);
    }
}
