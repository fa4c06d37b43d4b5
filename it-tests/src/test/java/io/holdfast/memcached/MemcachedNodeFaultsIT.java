package io.holdfast.memcached;

import static io.holdfast.memcached.Talk.PATIENCE;
import static io.holdfast.memcached.Talk.answer;
import static io.holdfast.memcached.Talk.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.cluster.NodeIncarnation;
import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.testing.MemcachedProcess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real memcached that is killed, hung and started again. */
@Timeout(30)
class MemcachedNodeFaultsIT {

    private static final Duration SHORT = Duration.ofMillis(250);

    private final MemcachedProcess memcached = MemcachedProcess.start();
    private final Talk talk = Talk.with(memcached.port());

    @AfterEach
    void stop() {
        talk.close();
        memcached.close();
    }

    @Test
    void beforeItsFirstProbeThereIsNoConnection() {
        assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));
        assertThat(memcached.stat("cmd_touch")).isZero();
    }

    @Test
    void aNodeThatRefusesIsToldAtOnce() {
        memcached.kill();

        assertThat(talk.probe(PATIENCE)).isEqualTo(none(Cause.REFUSED));
        assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));
    }

    @Test
    void requestsInFlightToAKilledNodeAreAnsweredWithoutWaiting() {
        talk.connected();
        memcached.hang();
        List<CompletableFuture<NodeReply>> inFlight = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? talk.sendGet("k" + i) : talk.sendAdd("k" + i, new byte[100_000]))
                .toList();
        assertThat(inFlight).noneMatch(CompletableFuture::isDone);

        memcached.kill();

        assertThat(inFlight).allSatisfy(reply -> assertThat(answer(reply)).isEqualTo(none(Cause.CLOSED)));
        assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));
    }

    @Test
    void aRestartedNodeIsEmptyAndUsedAfterOneProbe() {
        talk.connected().addText("k", "value");

        memcached.restart();

        assertThat(talk.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
        assertThat(talk.get("k")).isEqualTo(NodeReply.MISS);
    }

    @Test
    void aRestartedNodeHasAnotherLifeAndAReconnectedOneTheSame() {
        assertThat(talk.client.incarnation()).isEqualTo(NodeIncarnation.UNKNOWN);
        NodeIncarnation first = talk.connected().client.incarnation();
        assertThat(first).isEqualTo(new NodeIncarnation(1, OptionalLong.of(64 << 20)));

        memcached.hang();
        IntStream.range(0, 3).forEach(i -> talk.probe(SHORT));
        memcached.resume();
        assertThat(talk.connected().client.incarnation()).isEqualTo(first);
        memcached.restart();
        assertThat(talk.connected().client.incarnation().number()).isEqualTo(2);
    }

    @Test
    void aHungNodeLeavesRequestsOpenUntilThreeProbesHaveGivenItUp() {
        talk.connected().addText("k", "value");
        memcached.hang();
        CompletableFuture<NodeReply> get = talk.sendGet("k");
        assertThat(talk.probe(SHORT)).isEqualTo(none(Cause.TIMEOUT));
        assertThat(talk.probe(SHORT)).isEqualTo(none(Cause.TIMEOUT));
        assertThat(get).as("may still be answered").isNotDone();

        long began = System.nanoTime();
        NodeReply probed = talk.probe(SHORT);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(probed).isEqualTo(none(Cause.TIMEOUT));
        assertThat(took).isBetween(SHORT.minusMillis(5), SHORT.plusMillis(500));
        assertThat(answer(get)).isEqualTo(none(Cause.CLOSED));
        assertThat(talk.get("k")).isEqualTo(none(Cause.NOT_CONNECTED));
        assertThat(talk.probe(SHORT)).as("it accepts, but does not answer").isEqualTo(none(Cause.TIMEOUT));
    }

    @Test
    void partingFromAHungNodeTakesNoTimeHoweverMuchIsUnsent() {
        talk.connected();
        memcached.hang();
        List<CompletableFuture<NodeReply>> unsent = IntStream.range(0, 200)
                .mapToObj(i -> talk.sendAdd("k" + i, new byte[100_000]))
                .toList();

        talk.probe(SHORT);
        talk.probe(SHORT);
        long began = System.nanoTime();
        talk.probe(SHORT);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(took).isLessThan(SHORT.plusMillis(500));
        assertThat(unsent).allSatisfy(reply -> assertThat(reply).isCompletedWithValue(none(Cause.CLOSED)));
    }

    @Test
    void lateAnswersOfAHungNodeReachTheirOwnRequests() {
        talk.connected();
        IntStream.range(0, 50).forEach(i -> talk.addText("k" + i, "value " + i));
        memcached.hang();
        List<CompletableFuture<NodeReply>> waiting =
                IntStream.range(0, 50).mapToObj(i -> talk.sendGet("k" + i)).toList();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        memcached.resume();

        IntStream.range(0, 50)
                .forEach(i -> assertThat(Talk.text(answer(waiting.get(i)))).isEqualTo("value " + i));
    }

    @Test
    void aProbeThatWasLateOnceCostsNoConnection() {
        talk.connected().addText("k", "value");
        memcached.hang();
        assertThat(talk.probe(SHORT)).isEqualTo(none(Cause.TIMEOUT));

        memcached.resume();

        assertThat(talk.text("k")).isEqualTo("value");
    }

    @Test
    void afterAProbeGaveUpLateAnswersGoNowhere() {
        talk.connected();
        IntStream.range(0, 50).forEach(i -> talk.addText("k" + i, "value " + i));
        memcached.hang();
        List<CompletableFuture<NodeReply>> givenUp =
                IntStream.range(0, 50).mapToObj(i -> talk.sendGet("k" + i)).toList();
        givenUp.forEach(reply -> reply.cancel(true));
        IntStream.range(0, 3).forEach(i -> talk.probe(SHORT));

        memcached.resume();

        assertThat(talk.probe(PATIENCE)).isEqualTo(NodeReply.PONG);
        IntStream.range(0, 50)
                .forEach(i -> assertThat(talk.text("k" + (49 - i))).isEqualTo("value " + (49 - i)));
        assertThat(talk.get("absent")).isEqualTo(NodeReply.MISS);
    }

    @Test
    void theNameIsLookedUpForEachConnection() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 9, 9, 9});
        Deque<List<InetAddress>> answers = new ArrayDeque<>(List.of(List.of(), List.of(nobody), List.of(nobody, here)));
        Dialer.NameService names = host -> {
            List<InetAddress> addresses = answers.remove();
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses.toArray(InetAddress[]::new);
        };
        MemcachedSettings settings = new MemcachedSettings(SHORT, 1000);
        Node node = new Node("a", "cache.test", memcached.port());

        try (MemcachedNode named = new MemcachedNode(node, settings, System::nanoTime, new IoThread(), names)) {
            assertThat(named.probe(PATIENCE)).isEqualTo(none(Cause.UNRESOLVABLE));
            assertThat(named.probe(PATIENCE)).isEqualTo(none(Cause.REFUSED));
            assertThat(named.probe(PATIENCE)).as("the second address answers").isEqualTo(NodeReply.PONG);
            assertThat(named.probe(PATIENCE)).as("the connection is kept").isEqualTo(NodeReply.PONG);
        }
    }

    @Test
    void noThreadIsLeftOfClosedOrLostConnections() throws Exception {
        Set<Thread> before = libraryThreads();
        talk.connected();
        Set<Thread> ours = libraryThreads();
        ours.removeAll(before);
        assertThat(ours).as("one I/O thread a node").hasSize(1);
        memcached.restart();
        talk.connected();
        memcached.hang();
        talk.probe(SHORT);
        memcached.resume();
        talk.connected();
        ours.addAll(libraryThreads());
        ours.removeAll(before);

        talk.close();

        for (Thread thread : ours) {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void requestsUnderWayAreAnsweredWhenTheClientCloses() {
        talk.connected();
        memcached.hang();
        CompletableFuture<NodeReply> get = talk.sendGet("k");

        talk.close();

        assertThat(answer(get)).isEqualTo(none(Cause.CLOSED));
    }

    private static Set<Thread> libraryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Xmemcached-"))
                .collect(Collectors.toSet());
    }
}
