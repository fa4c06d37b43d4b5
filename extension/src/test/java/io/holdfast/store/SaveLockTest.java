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

class SaveLockTest {

    private final ManualClock clock = new ManualClock();
    private final FakeNode node = new FakeNode("a", clock);
    private final SaveLock saveLock = new SaveLock();

    private Cluster waitingBy(Awaiter awaiter) {
        NodeMonitor monitor = new NodeMonitor(node, 1, clock);
        return new Cluster(List.of(node), List.of(monitor), 1, Duration.ofMillis(10), awaiter, clock::after);
    }

    private SaveLock.Acquisition take(Awaiter awaiter) {
        return saveLock.acquire(waitingBy(awaiter), Deadline.in(Duration.ofSeconds(1), clock::nanos));
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
        assertThatThrownBy(() -> take(SaveLockTest::dies)).isInstanceOf(OutOfMemoryError.class);
        saveLock.release();
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveLock.Acquisition.ACQUIRED);
    }

    @Test
    void whoDiesWhenItIsGivenTheLockReleasesIt() {
        onAnotherThread(() -> take(new ManualAwaiter(clock)));
        assertThatThrownBy(() -> take((done, nanos) -> {
                    saveLock.release();
                    dies(done, nanos);
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveLock.Acquisition.ACQUIRED);
    }

    @Test
    void whoWaitsForTooLongLeaves() {
        onAnotherThread(() -> take(new ManualAwaiter(clock)));
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveLock.Acquisition.TIMED_OUT);
        saveLock.release();
        assertThat(take(new ManualAwaiter(clock))).isEqualTo(SaveLock.Acquisition.ACQUIRED);
    }
}
