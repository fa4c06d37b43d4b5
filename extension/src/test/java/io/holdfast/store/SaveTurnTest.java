package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.Awaiter;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeMonitor;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SaveTurnTest {

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final SaveTurn turn = new SaveTurn();

    private Cluster waitingBy(Awaiter awaiter) {
        NodeMonitor monitor = new NodeMonitor(node, 1, clock);
        return new Cluster(List.of(node), List.of(monitor), 1, Duration.ofMillis(10), awaiter, clock::after);
    }

    private SaveTurn.Taken take(Awaiter awaiter) {
        return turn.take(waitingBy(awaiter), Deadline.in(Duration.ofSeconds(1), clock::nanos));
    }

    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private static void dies(CompletableFuture<?> done, long nanos) {
        throw new OutOfMemoryError("while it waits");
    }

    @Test
    void whoDiesWhileItWaitsIsNotGivenTheTurn() {
        onAnotherThread(() -> take(new ManualAwaiter(clock)));
        assertThatThrownBy(() -> take(SaveTurnTest::dies)).isInstanceOf(OutOfMemoryError.class);
        turn.giveBack();
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveTurn.Taken.YES);
    }

    @Test
    void whoDiesWhenItIsGivenTheTurnGivesItBack() {
        onAnotherThread(() -> take(new ManualAwaiter(clock)));
        assertThatThrownBy(() -> take((done, nanos) -> {
                    turn.giveBack();
                    dies(done, nanos);
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveTurn.Taken.YES);
    }

    @Test
    void whoWaitsForTooLongLeaves() {
        onAnotherThread(() -> take(new ManualAwaiter(clock)));
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveTurn.Taken.NO);
        turn.giveBack();
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveTurn.Taken.YES);
    }
}
