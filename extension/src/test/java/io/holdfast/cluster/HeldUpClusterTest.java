package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster whose own process stands still now and then, as in a pause of the garbage collector. */
class HeldUpClusterTest {

    private static final Duration TIMEOUT = Duration.ofMillis(240);
    private static final Duration MOMENT = Duration.ofMillis(30);

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final FakeNode a = nodes.get(0);
    private final FakeNode b = nodes.get(1);
    private final Map<Node, Get> requests = Map.of(a.node(), get(), b.node(), get());
    private final List<NodeMonitor> monitors =
            nodes.stream().map(node -> new NodeMonitor(node, 2, clock)).toList();
    private final Cluster cluster = clusterThat(new ManualAwaiter(clock));

    HeldUpClusterTest() {
        monitors.forEach(monitor -> monitor.probe(TIMEOUT));
    }

    private static Get get() {
        return new Get("key", true, 60);
    }

    private Cluster clusterThat(Awaiter awaits) {
        return new Cluster(List.<NodeClient>copyOf(nodes), monitors, 2, TIMEOUT, awaits, clock::after);
    }

    /** Stands still in its first wait. */
    private Cluster clusterThatIsHeldUpFor(Duration once) {
        return clusterThatIsHeldUpBy(() -> clock.standStill(once));
    }

    private Cluster clusterThatIsHeldUpBy(Runnable firstWait) {
        AtomicInteger waits = new AtomicInteger();
        return clusterThat((done, nanos) -> {
            if (waits.getAndIncrement() == 0) {
                firstWait.run();
            } else {
                new ManualAwaiter(clock).await(done, nanos);
            }
        });
    }

    private Deadline inASecond() {
        return Deadline.in(Duration.ofSeconds(1), clock::nanos);
    }

    private NodeState stateOfA() {
        return monitors.get(0).health().state();
    }

    @Test
    void whoIsHeldUpLetsTheAnswersInBeforeHeConcludesAnything() {
        bothAnswerAfter(Duration.ofMillis(2));
        assertThat(clusterThatIsHeldUpFor(TIMEOUT.plusMillis(10))
                        .ask(requests, inASecond())
                        .values())
                .containsOnly(NodeReply.MISS);
        assertThat(monitors).extracting(monitor -> monitor.health().failures()).containsOnly(0);
    }

    @Test
    void whoIsHeldUpForAllHisTimeStillLetsTheAnswersIn() {
        bothAnswerAfter(Duration.ofMillis(2));
        assertThat(clusterThatIsHeldUpFor(Duration.ofSeconds(2))
                        .ask(requests, inASecond())
                        .values())
                .containsOnly(NodeReply.MISS);
    }

    @Test
    void whoIsHeldUpAlmostUntilTheTimeOutWaitsForTheRestOfIt() {
        bothAnswerAfter(TIMEOUT.plus(MOMENT.multipliedBy(3)));
        assertThat(clusterThatIsHeldUpFor(TIMEOUT.minusMillis(1))
                        .ask(requests, inASecond())
                        .values())
                .containsOnly(NodeReply.MISS);
    }

    private void bothAnswerAfter(Duration delay) {
        a.delayRepliesBy(delay);
        b.delayRepliesBy(delay);
    }

    @Test
    void whoIsHeldUpBeforeHeWaitsLetsTheAnswersInAsWell() {
        bothAnswerAfter(Duration.ofMillis(2));
        AtomicInteger readings = new AtomicInteger();
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), () -> {
            // the deadline's, when all begins, what is left of it, when all is sent
            if (readings.incrementAndGet() == 4) {
                clock.standStill(TIMEOUT.plusMillis(10));
            }
            return clock.nanos();
        });
        assertThat(cluster.askWithoutStragglers(requests, deadline).values()).containsOnly(NodeReply.MISS);
    }

    @Test
    void whoIsHeldUpAgainAndAgainWaitsForHalfOfWhatHeHasAndTwoTurns() {
        nodes.forEach(FakeNode::hang);
        assertThat(taken(clusterThat((done, nanos) ->
                        clock.standStill(Duration.ofNanos(nanos).plusMillis(60)))))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(500 + 3 * 90));
    }

    private Duration taken(Cluster stalled) {
        long began = clock.nanos();
        stalled.ask(requests, inASecond());
        return Duration.ofNanos(clock.nanos() - began);
    }

    @Test
    void aNodeIsNotSuspectIfOnlyStopsUsedUpTheTime() {
        nodes.forEach(FakeNode::hang);
        taken(clusterThat(
                (done, nanos) -> clock.standStill(Duration.ofNanos(nanos).plusMillis(200))));
        assertThat(stateOfA()).isEqualTo(NodeState.UP);
    }

    @Test
    void oneAnswerBeforeAStopDoesNotMakeTheOtherLateThatLiesInTheSocket() {
        b.delayRepliesBy(Duration.ofMillis(2));
        assertThat(clusterThatIsHeldUpFor(TIMEOUT)
                        .askWithoutStragglers(requests, inASecond())
                        .values())
                .containsOnly(NodeReply.MISS);
    }

    @Test
    void oneAnswerThatIsReadAfterAStopHasAStragglerWaitedForNoLongerThanUsual() {
        a.hang();
        b.delayRepliesBy(Duration.ofMillis(2));
        Cluster stalled = clusterThatIsHeldUpBy(() -> {
            clock.standStill(Duration.ofMillis(290));
            clock.advance(Duration.ZERO);
        });
        long began = clock.nanos();
        assertThat(stalled.askWithoutStragglers(requests, inASecond())).containsEntry(b.node(), NodeReply.MISS);
        assertThat(Duration.ofNanos(clock.nanos() - began)).isBetween(Duration.ofMillis(290), Duration.ofMillis(350));
    }

    @Test
    void whoIsAlwaysALittleLateStillFindsAStraggler() {
        a.delayRepliesBy(Duration.ofMillis(100));
        Cluster busy = clusterThat((done, nanos) -> {
            new ManualAwaiter(clock).await(done, nanos);
            clock.advance(Duration.ofMillis(6));
        });
        for (int i = 0; i < 3; i++) {
            busy.askWithoutStragglers(requests, inASecond());
            clock.advance(TIMEOUT);
        }
        assertThat(stateOfA()).isEqualTo(NodeState.SUSPECT);
    }

    @Test
    void aStragglersTimeOutThatItselfComesLateLetsTheAnswerInFirst() {
        a.delayRepliesBy(TIMEOUT.plusMillis(1));
        askAndStandStillPastTheTimeOut();
        assertThat(stateOfA()).isEqualTo(NodeState.UP);
    }

    private void askAndStandStillPastTheTimeOut() {
        cluster.askWithoutStragglers(requests, inASecond());
        clock.standStill(TIMEOUT.plusMillis(10));
        clock.advance(TIMEOUT);
    }

    @Test
    void aNodeThatHangsIsSuspectThoughTheProcessStoodStillMeanwhile() {
        a.hang();
        askAndStandStillPastTheTimeOut();
        assertThat(stateOfA()).isEqualTo(NodeState.SUSPECT);
    }

    @Test
    void whoWasHeldUpHimselfTakesNoNodeForLate() {
        a.delayRepliesBy(TIMEOUT.minusMillis(1));
        Cluster stalled = clusterThat((done, nanos) -> clock.standStill(MOMENT.plusMillis(20)));
        for (int i = 0; i < 3; i++) {
            stalled.askWithoutStragglers(requests, inASecond());
            clock.advance(TIMEOUT);
        }
        assertThat(stateOfA()).isEqualTo(NodeState.UP);
    }
}
