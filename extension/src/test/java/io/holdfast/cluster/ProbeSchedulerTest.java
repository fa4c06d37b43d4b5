package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ForwardingNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeSchedulerTest {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final AtomicInteger probesEver = new AtomicInteger();
    private final AtomicLong pause = new AtomicLong();
    private final NodeMonitor monitor = new NodeMonitor(new Patient(), 2, clock);
    private final ManualThreads threads = new ManualThreads(clock);
    private final Queue<Runnable> recoveries = new ArrayDeque<>();
    private final List<NodeState> whenRecovered = new ArrayList<>();
    private final List<NodeChange> changes = new ArrayList<>();
    private Runnable duringProbe = () -> {};
    private boolean recoveryFails;
    private boolean recoveryIsCutShort;
    private boolean isOwed;
    private final PauseDetector pauseDetector = new PauseDetector(TIMEOUT, () -> clock.nanos() + pause.get(), threads);
    private final ProbeScheduler probeScheduler = new ProbeScheduler(
            List.of(monitor), INTERVAL, TIMEOUT, threads, recoveries::add, new Store(), pauseDetector);

    ProbeSchedulerTest() {
        monitor.listen(changes::add);
    }

    /** Takes the time that a probe of a silent node takes. */
    private final class Patient extends ForwardingNode {
        Patient() {
            super(node);
        }

        @Override
        public NodeReply probe(Duration timeout) {
            probesEver.incrementAndGet();
            duringProbe.run();
            NodeReply reply = super.probe(timeout);
            if (reply.equals(new NodeReply.NoAnswer(NodeReply.Cause.TIMEOUT))) {
                clock.advance(timeout);
            }
            return reply;
        }
    }

    private final class Store implements NodeRecovery {
        @Override
        public boolean needsRecovery(Node ignored) {
            return isOwed;
        }

        @Override
        public boolean recover(Node ignored) {
            whenRecovered.add(monitor.health().state());
            if (recoveryFails) {
                throw new IllegalStateException("cannot recover");
            }
            isOwed = false;
            return !recoveryIsCutShort;
        }
    }

    private void runRecoveries() {
        for (Runnable work = recoveries.poll(); work != null; work = recoveries.poll()) {
            work.run();
        }
    }

    private NodeState state() {
        return monitor.health().state();
    }

    private void passes(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusMillis(1)) {
            clock.advance(Duration.ofMillis(1));
            runRecoveries();
        }
    }

    @Test
    void nodesAreKnownWhenStartReturns() {
        probeScheduler.start();
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void theFirstProbeMayTakeLongerThanTheOthersForTheServerIsStillStarting() {
        node.delayRepliesBy(Duration.ofSeconds(1));
        ProbeScheduler impatient = new ProbeScheduler(
                List.of(monitor), INTERVAL, TIMEOUT, threads, recoveries::add, new Store(), pauseDetector);
        impatient.start();
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aLookProbesOnlyWhereTheLastProbeIsOlderThanTheInterval() {
        assertThat(probeScheduler.look(node.node()).state()).isEqualTo(NodeState.UP);
        node.kill();
        clock.advance(INTERVAL.minusMillis(1));
        assertThat(probeScheduler.look(node.node()).state()).isEqualTo(NodeState.UP);
        clock.advance(Duration.ofMillis(1));
        assertThat(probeScheduler.look(node.node()).state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatDiesIsKnownWithinOneInterval() {
        probeScheduler.start();
        node.kill();
        passes(LONGEST_INTERVAL);
        assertThat(state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatHangsIsKnownWithinThreeQuartersOfASecondWithoutTraffic() {
        probeScheduler.start();
        passes(Duration.ofSeconds(2));
        node.hang();
        long began = clock.nanos();
        passes(LONGEST_INTERVAL);
        assertThat(state()).isEqualTo(NodeState.DOWN);
        Duration until = Duration.between(monitor.health().since(), clock.instant());
        assertThat(clock.nanos() - began - until.toNanos())
                .isLessThanOrEqualTo(
                        LONGEST_INTERVAL.plus(TIMEOUT).plus(TIMEOUT).toNanos());
    }

    @Test
    void aProbeDoesNotConfirmWhatRequestsMetAfterItHadBegun() {
        NodeMonitor busy = new NodeMonitor(new Patient(), 2, clock);
        busy.probe(TIMEOUT);
        node.hang();
        duringProbe = () -> busy.observe(new NodeReply.NoAnswer(NodeReply.Cause.TIMEOUT));
        busy.probe(TIMEOUT);
        assertThat(busy.health().state()).isEqualTo(NodeState.SUSPECT);
        duringProbe = () -> {};
        busy.probe(TIMEOUT);
        assertThat(busy.health().state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatARequestFoundDeadIsKnownAtOnce() {
        probeScheduler.look(node.node());
        node.kill();
        Cluster cluster =
                new Cluster(List.<NodeClient>of(node), List.of(monitor), 1, TIMEOUT, (done, nanos) -> {}, clock::after);
        Deadline deadline = Deadline.in(TIMEOUT, clock::nanos);
        cluster.ask(Map.of(node.node(), new NodeRequest.Get("key", true, 60)), deadline);
        assertThat(state()).isEqualTo(NodeState.DOWN);
        assertThat(monitor.health().cause()).isEqualTo("connection refused");
    }

    @Test
    void aNodeThatAnswersAgainIsUsedWithinTwoSeconds() {
        probeScheduler.start();
        node.kill();
        passes(Duration.ofSeconds(20));
        node.start();
        passes(Duration.ofSeconds(2));
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aNodeThatIsRestartedInOneSecondIsUsedTwoSecondsLaterAndWasDownOnce() {
        probeScheduler.start();
        node.kill();
        passes(Duration.ofSeconds(1));
        node.start();
        passes(Duration.ofSeconds(2));
        assertThat(changes)
                .extracting(NodeChange::to)
                .containsExactly(NodeState.UP, NodeState.SUSPECT, NodeState.DOWN, NodeState.RECOVERING, NodeState.UP);
    }

    @Test
    void aNodeRecoversBeforeItIsUsedAgainAndProbedMeanwhile() {
        probeScheduler.start();
        node.kill();
        passes(Duration.ofSeconds(2));
        node.start();
        clock.advance(Duration.ofSeconds(2));
        assertThat(state()).isEqualTo(NodeState.RECOVERING);
        int before = probesEver.get();
        clock.advance(Duration.ofSeconds(3));
        assertThat(probesEver.get() - before).isGreaterThan(8);
        assertThat(recoveries).hasSize(1);
        runRecoveries();
        assertThat(whenRecovered).containsExactly(NodeState.RECOVERING);
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aNodeThatDiesWhileItRecoversIsNotUsed() {
        probeScheduler.start();
        node.kill();
        passes(Duration.ofSeconds(2));
        node.start();
        clock.advance(Duration.ofSeconds(2));
        node.kill();
        clock.advance(LONGEST_INTERVAL);
        runRecoveries();
        assertThat(state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatCannotRecoverIsTriedAgain() {
        recoveryFails = true;
        probeScheduler.start();
        node.kill();
        passes(Duration.ofSeconds(2));
        node.start();
        passes(Duration.ofSeconds(3));
        assertThat(state()).isEqualTo(NodeState.RECOVERING);
        assertThat(whenRecovered).hasSizeGreaterThan(1);
        recoveryFails = false;
        passes(LONGEST_INTERVAL);
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void timeOutsWhileThisProcessStandsStillSayNothingOfTheNode() {
        probeScheduler.start();
        passes(Duration.ofSeconds(1));
        node.hang();
        duringProbe = () -> pause.addAndGet(Duration.ofMillis(120).toNanos());
        passes(Duration.ofSeconds(2));
        assertThat(probesEver).hasValueGreaterThan(5);
        assertThat(state()).isEqualTo(NodeState.UP);
        duringProbe = () -> {};
        passes(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aRoundThatBeginsLateIsPutOff() {
        probeScheduler.start();
        int before = probesEver.get();
        pause.set(Duration.ofSeconds(5).toNanos());
        node.cut();
        clock.advance(LONGEST_INTERVAL);
        assertThat(probesEver).hasValue(before);
        node.heal();
        passes(Duration.ofSeconds(1));
        assertThat(probesEver).hasValueGreaterThan(before);
        assertThat(changes).extracting(NodeChange::to).containsExactly(NodeState.UP);
    }

    @Test
    void eachChangeIsToldOnceWithItsCause() {
        probeScheduler.start();
        node.kill();
        passes(LONGEST_INTERVAL);
        assertThat(changes)
                .extracting(NodeChange::from, NodeChange::to, NodeChange::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(NodeState.DOWN, NodeState.UP, "a probe succeeded"),
                        org.assertj.core.groups.Tuple.tuple(NodeState.UP, NodeState.SUSPECT, "connection refused"),
                        org.assertj.core.groups.Tuple.tuple(NodeState.SUSPECT, NodeState.DOWN, "connection refused"));
        assertThat(changes).extracting(NodeChange::node).containsOnly(node.node());
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        List<NodeChange> heard = new ArrayList<>();
        monitor.listen(change -> {
            throw new IllegalStateException("deaf");
        });
        monitor.listen(heard::add);
        probeScheduler.start();
        assertThat(state()).isEqualTo(NodeState.UP);
        assertThat(heard).hasSize(1);
    }
}
