package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose fault a probe's time-out is while this process is stopped again and again. */
class SilenceJudgeTest {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final int ENOUGH = 8;

    private final ManualClock clock = new ManualClock();
    private final AtomicLong pause = new AtomicLong();
    private final List<FakeNode> nodes =
            Stream.of("a", "b").map(name -> new FakeNode(name, clock)).toList();
    private final List<NodeMonitor> monitors =
            nodes.stream().map(node -> new NodeMonitor(node, 2, clock)).toList();
    private final Cluster cluster =
            new Cluster(List.copyOf(nodes), monitors, 2, TIMEOUT, new ManualAwaiter(clock), clock::after);
    private final PauseDetector pauseDetector =
            new PauseDetector(TIMEOUT, () -> clock.nanos() + pause.get(), new ManualThreads(clock));
    private final SilenceJudge.Watch watch = watchOfTheFirst();

    private SilenceJudge.Watch watchOfTheFirst() {
        monitors.forEach(monitor -> monitor.probe(TIMEOUT));
        return watchTheFirst();
    }

    private SilenceJudge.Watch watchTheFirst() {
        List<NodeTraffic> traffic = monitors.stream().map(NodeMonitor::traffic).toList();
        return new SilenceJudge(traffic, pauseDetector).watch(traffic.get(0));
    }

    private void askTheSecond(int times) {
        IntStream.range(0, times).forEach(i -> ask(nodes.get(1)));
    }

    private void ask(FakeNode node) {
        cluster.ask(
                Map.of(node.node(), new NodeRequest.Get("key", true, NodeRequest.Get.KEEP_TTL)),
                Deadline.in(Duration.ofSeconds(1), clock::nanos));
    }

    private boolean isExcused() {
        return watch.excuses(TIMEOUT.toMillis(), TIMEOUT);
    }

    private void standStill() {
        pause.addAndGet(Duration.ofMillis(250).toNanos());
    }

    @Test
    void aTimeOutWithoutAPauseIsTheNodes() {
        assertThat(isExcused()).isFalse();
    }

    @Test
    void whatAPauseMayHaveCausedSaysNothingOfTheNode() {
        standStill();
        assertThat(isExcused()).isTrue();
    }

    @Test
    void aProbeThatTookTwiceItsTimeWasHeldUp() {
        assertThat(watch.excuses(2 * TIMEOUT.toMillis(), TIMEOUT)).isTrue();
    }

    @Test
    void itIsTheNodesIfAnotherOneAnsweredMeanwhileAllTheSame() {
        standStill();
        askTheSecond(ENOUGH - 1);
        assertThat(isExcused()).as("a few answers prove little").isTrue();
        askTheSecond(1);
        assertThat(isExcused()).isFalse();
        assertThat(watch.excuses(2 * TIMEOUT.toMillis(), TIMEOUT)).isFalse();
    }

    @Test
    void itsOwnAnswersToOthersDoNotSpeakAgainstIt() {
        standStill();
        IntStream.range(0, ENOUGH).forEach(i -> ask(nodes.get(0)));
        assertThat(isExcused()).isTrue();
    }

    @Test
    void answersToWhatWasAskedBeforeTheProbeDoNotCount() {
        nodes.get(1).delayRepliesBy(Duration.ofMillis(10));
        MonitoredNode asked = new MonitoredNode(nodes.get(1), monitors.get(1), monitors);
        NodeRequest request = new NodeRequest.Get("key", true, NodeRequest.Get.KEEP_TTL);
        List<CompletableFuture<NodeReply>> replies = Stream.generate(() -> asked.ask(request, reply -> {}))
                .limit(ENOUGH)
                .toList();
        SilenceJudge.Watch later = watchTheFirst();
        standStill();
        clock.advance(Duration.ofMillis(10));
        assertThat(replies).allMatch(CompletableFuture::isDone);
        assertThat(later.excuses(TIMEOUT.toMillis(), TIMEOUT)).isTrue();
    }

    @Test
    void requestsThatTheOtherNodeDoesNotAnswerDoNotCount() {
        standStill();
        nodes.get(1).hang();
        askTheSecond(ENOUGH);
        assertThat(isExcused()).isTrue();
    }
}
