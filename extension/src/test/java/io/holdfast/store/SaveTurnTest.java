package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.cluster.Waiting;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualWaiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SaveTurnTest {

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final SaveTurn turn = new SaveTurn();

    private Cluster waitingBy(Waiting waiting) {
        NodeMonitor monitor = new NodeMonitor(node, 1, clock);
        return new Cluster(List.of(node), List.of(monitor), 1, Duration.ofMillis(10), waiting, clock::after);
    }

    private SaveTurn.Taken take(Waiting waiting) {
        return turn.take(waitingBy(waiting), Deadline.in(Duration.ofSeconds(1), clock::nanos));
    }

    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private static void dies(CompletableFuture<?> done, long nanos) {
        throw new OutOfMemoryError("while it waits");
    }

    @Test
    void whoDiesWhileItWaitsIsNotGivenTheTurn() {
        onAnotherThread(() -> take(new ManualWaiting(clock)));
        assertThatThrownBy(() -> take(SaveTurnTest::dies)).isInstanceOf(OutOfMemoryError.class);
        turn.giveBack();
        assertThat(take(new ManualWaiting(clock))).isEqualTo(SaveTurn.Taken.YES);
    }

    @Test
    void whoDiesWhenItIsGivenTheTurnGivesItBack() {
        onAnotherThread(() -> take(new ManualWaiting(clock)));
        assertThatThrownBy(() -> take((done, nanos) -> {
                    turn.giveBack();
                    dies(done, nanos);
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(take(new ManualWaiting(clock))).isEqualTo(SaveTurn.Taken.YES);
    }

    @Test
    void whoWaitsForTooLongLeaves() {
        onAnotherThread(() -> take(new ManualWaiting(clock)));
        assertThat(take(new ManualWaiting(clock))).isEqualTo(SaveTurn.Taken.NO);
        turn.giveBack();
        assertThat(take(new ManualWaiting(clock))).isEqualTo(SaveTurn.Taken.YES);
    }
}
