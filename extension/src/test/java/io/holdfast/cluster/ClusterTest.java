package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeReply.NoAnswer;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final Duration TIMEOUT = Duration.ofMillis(240);
    private static final Duration MOMENT = Duration.ofMillis(30);
    private static final NodeReply LATE = new NoAnswer(Cause.LATE);
    private static final NodeReply TOO_LATE = new NoAnswer(Cause.TIMEOUT);

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final FakeNode a = nodes.get(0);
    private final FakeNode b = nodes.get(1);
    private final List<NodeMonitor> monitors =
            nodes.stream().map(node -> new NodeMonitor(node, 2, clock)).toList();
    private final Cluster cluster =
            new Cluster(List.<NodeClient>copyOf(nodes), monitors, 2, TIMEOUT, new ManualAwaiter(clock), clock::after);

    ClusterTest() {
        probe(1);
    }

    private void probe(int times) {
        for (int i = 0; i < times; i++) {
            monitors.forEach(monitor -> monitor.probe(TIMEOUT));
        }
    }

    private static Get get() {
        return new Get("key", true, 60);
    }

    private static Put put(OptionalLong cas) {
        return new Put("key", new byte[] {1}, 0, 60, cas);
    }

    private Map<Node, NodeRequest> toBoth(NodeRequest request) {
        Map<Node, NodeRequest> requests = new LinkedHashMap<>();
        requests.put(a.node(), request);
        requests.put(b.node(), request);
        return requests;
    }

    private Deadline in(Duration budget) {
        return Deadline.in(budget, clock::nanos);
    }

    private Map<Node, NodeReply> askWithoutStragglers(Get request) {
        return cluster.askWithoutStragglers(Map.of(a.node(), request, b.node(), request), in(Duration.ofSeconds(1)));
    }

    private NodeHealth health(int node) {
        return monitors.get(node).health();
    }

    private Duration taken(Runnable action) {
        long began = clock.nanos();
        action.run();
        return Duration.ofNanos(clock.nanos() - began);
    }

    @Test
    void aStragglerIsWaitedForNoMoreThanAMomentAndItsTimeOutIsNotedInTheBackground() {
        a.hang();
        assertThat(taken(() -> assertThat(askWithoutStragglers(get()))
                        .containsEntry(a.node(), LATE)
                        .containsEntry(b.node(), NodeReply.MISS)))
                .isEqualTo(MOMENT);
        clock.advance(TIMEOUT.minus(MOMENT).minusMillis(1));
        assertThat(health(0).failures()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(health(0).failures()).isOne();
        assertThat(health(0).state()).isEqualTo(NodeState.SUSPECT);
    }

    @Test
    void nodesThatKeptSilentGetAMomentBeforeTheyAreAskedAgainButNoMoreThanTheRequestHas() {
        assertThat(taken(() -> cluster.pause(in(TIMEOUT)))).isEqualTo(MOMENT);
        Duration less = MOMENT.dividedBy(2);
        assertThat(taken(() -> cluster.pause(in(less)))).isEqualTo(less);
    }

    @Test
    void theMonitorsAreThoseOfItsNodesInTheirOrder() {
        assertThat(cluster.monitors()).isEqualTo(monitors);
    }

    @Test
    void aNodeOfAnotherClusterIsRefused() {
        Node stranger = new Node("stranger", "10.0.0.1", 11211);
        assertThatThrownBy(() -> cluster.state(stranger)).hasMessage("node stranger is not of this cluster");
    }

    @Test
    void aStragglerThatAnswersInTheEndHasNotFailed() {
        a.delayRepliesBy(Duration.ofMillis(100));
        askWithoutStragglers(get());
        clock.advance(TIMEOUT);
        assertThat(health(0))
                .extracting(NodeHealth::state, NodeHealth::failures)
                .containsExactly(NodeState.UP, 0);
    }

    @Test
    void aNodeThatIsAStragglerAgainAndAgainIsSuspectAndNotDown() {
        a.delayRepliesBy(Duration.ofMillis(100));
        for (int i = 0; i < 3; i++) {
            askWithoutStragglers(get());
            clock.advance(TIMEOUT);
        }
        assertThat(health(0))
                .extracting(NodeHealth::state, NodeHealth::cause)
                .containsExactly(NodeState.SUSPECT, "answers later than other nodes");
    }

    @Test
    void whereAllAreWaitedForASilentNodeCostsOneOperationTimeout() {
        a.hang();
        assertThat(taken(() -> assertThat(cluster.ask(toBoth(get()), in(Duration.ofSeconds(1))))
                        .containsEntry(a.node(), TOO_LATE)))
                .isEqualTo(TIMEOUT);
        assertThat(health(0).state()).isEqualTo(NodeState.SUSPECT);
    }

    @Test
    void whereNobodyAnswersItCostsOneOperationTimeout() {
        nodes.forEach(FakeNode::hang);
        assertThat(taken(() -> askWithoutStragglers(get()))).isEqualTo(TIMEOUT);
    }

    @Test
    void aRequestOutOfItsOwnTimeSaysNothingAboutANodeThatThenAnswers() {
        a.delayRepliesBy(Duration.ofMillis(100));
        assertThat(cluster.ask(toBoth(get()), in(Duration.ofMillis(10)))).containsEntry(a.node(), LATE);
        clock.advance(TIMEOUT);
        assertThat(health(0).failures()).isZero();
    }

    @Test
    void anErrorIsNoSignOfDeath() {
        a.rejectNextWrite("SERVER_ERROR out of memory storing object");
        cluster.ask(toBoth(put(Put.ABSENT)), in(Duration.ofSeconds(1)));
        assertThat(health(0))
                .extracting(NodeHealth::state, NodeHealth::failures)
                .containsExactly(NodeState.UP, 0);
    }

    @Test
    void aNodeThatIsDownIsNotAsked() {
        a.hang();
        probe(2);
        assertThat(health(0).state()).isEqualTo(NodeState.DOWN);
        assertThat(taken(() -> assertThat(cluster.ask(toBoth(get()), in(Duration.ofSeconds(1))))
                        .containsEntry(a.node(), new NoAnswer(Cause.NOT_ASKED))))
                .isZero();
    }

    @Test
    void aSuspectNodeHoldsUpSixteenRequestsAtMost() {
        a.hang();
        cluster.ask(toBoth(get()), in(Duration.ofSeconds(1)));
        for (int i = 0; i < 16; i++) {
            cluster.ask(toBoth(get()), in(Duration.ofNanos(1)));
        }
        assertThat(askWithoutStragglers(get())).containsEntry(a.node(), new NoAnswer(Cause.NOT_ASKED));
        clock.advance(TIMEOUT);
        assertThat(askWithoutStragglers(get())).containsEntry(a.node(), LATE);
    }

    @Test
    void nodesThatHaveAllFailedAreAskedByAsManyAsCome() {
        nodes.forEach(FakeNode::hang);
        Map<Node, Get> toAll =
                Map.of(a.node(), get(), b.node(), get(), nodes.get(2).node(), get());
        cluster.ask(toAll, in(Duration.ofSeconds(1)));
        for (int i = 0; i < 16; i++) {
            cluster.ask(toAll, in(Duration.ofNanos(1)));
        }
        assertThat(cluster.ask(toAll, in(Duration.ofNanos(1))).values()).containsOnly(LATE);
    }

    @Test
    void aNodeThatIsMerelyLateIsAskedByAsManyAsCome() {
        a.delayRepliesBy(Duration.ofMillis(100));
        for (int i = 0; i < 3; i++) {
            askWithoutStragglers(get());
            clock.advance(TIMEOUT);
        }
        assertThat(health(0).state()).isEqualTo(NodeState.SUSPECT);
        for (int i = 0; i < 17; i++) {
            cluster.ask(toBoth(get()), in(Duration.ofNanos(1)));
        }
        assertThat(askWithoutStragglers(get())).containsEntry(a.node(), LATE);
    }

    /** Counts the waits of requests; whoever waits lets time pass by as much. */
    private Cluster countingIn(AtomicInteger waits) {
        Awaiter counting = (done, nanos) -> {
            waits.incrementAndGet();
            new ManualAwaiter(clock).await(done, nanos);
        };
        return new Cluster(List.<NodeClient>copyOf(nodes), monitors, 2, TIMEOUT, counting, clock::after);
    }

    @Test
    void aRequestThatAllAnswerWaitsOnceThoughTheyDoNotAtTheSameTime() {
        a.delayRepliesBy(Duration.ofMillis(2));
        b.delayRepliesBy(Duration.ofMillis(5));
        AtomicInteger waits = new AtomicInteger();
        Cluster counted = countingIn(waits);
        Map<Node, Get> both = Map.of(a.node(), get(), b.node(), get());
        assertThat(counted.askWithoutStragglers(both, in(Duration.ofSeconds(1))))
                .containsValue(NodeReply.MISS);
        assertThat(waits).hasValue(1);
        counted.ask(both, in(Duration.ofSeconds(1)));
        assertThat(waits).hasValue(2);
    }

    @Test
    void aMomentBeginsWithTheFirstAnswerThoughNobodyWakesForIt() {
        a.hang();
        b.delayRepliesBy(MOMENT.plusMillis(5));
        assertThat(taken(() -> askWithoutStragglers(get())))
                .isEqualTo(MOMENT.multipliedBy(2).plusMillis(5));
    }

    @Test
    void whenNoNodeIsLeftNoneIsHeldBack() {
        nodes.forEach(FakeNode::kill);
        probe(2);
        nodes.forEach(FakeNode::start);
        probe(3);
        assertThat(monitors).extracting(monitor -> monitor.health().state()).containsOnly(NodeState.RECOVERING);
    }

    @Test
    void aNodeThatComesBackWhileOthersServeIsHeldBackASecond() {
        a.kill();
        probe(2);
        a.start();
        probe(3);
        assertThat(health(0).state()).isEqualTo(NodeState.DOWN);
        clock.advance(Duration.ofSeconds(1));
        probe(1);
        assertThat(health(0).state()).isEqualTo(NodeState.RECOVERING);
    }

    @Test
    void aNodeIsNotHeldBackWhereFewerWouldBeLeftThanThereAreCopies() {
        a.fail(Cause.REFUSED);
        probe(2);
        a.start();
        probe(3);
        assertThat(health(0).state()).as("held back for a second").isEqualTo(NodeState.DOWN);
        b.fail(Cause.REFUSED);
        probe(3);
        assertThat(health(0).state()).isEqualTo(NodeState.RECOVERING);
    }
}
