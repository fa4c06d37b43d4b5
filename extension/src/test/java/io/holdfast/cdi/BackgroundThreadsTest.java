package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {

    @Test
    void repairsAreRefusedWhereTooManyWait() {
        CountDownLatch end = new CountDownLatch(1);
        int taken = 0;
        try (BackgroundThreads threads = new BackgroundThreads(1)) {
            try {
                for (; taken < 2000; taken++) {
                    threads.repairing().execute(() -> await(end));
                }
            } catch (RejectedExecutionException e) {
                // four are busy and a thousand wait
            } finally {
                end.countDown();
            }
        }
        assertThat(taken).isEqualTo(1004);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
