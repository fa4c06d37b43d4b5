package io.holdfast.memcached;

import io.holdfast.cluster.NodeClient;
import io.holdfast.cluster.NodeClientContract;
import io.holdfast.testing.MemcachedProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** The contract, on a real memcached. */
class MemcachedNodeIT extends NodeClientContract {

    private final MemcachedProcess memcached = MemcachedProcess.start();

    @AfterEach
    void stop() {
        memcached.close();
    }

    @Override
    protected NodeClient newClient() {
        MemcachedSettings settings = new MemcachedSettings(Duration.ofSeconds(1), maxValueBytes());
        return new MemcachedNode(memcached.node("a"), settings, System::nanoTime);
    }

    @Override
    protected int maxValueBytes() {
        return 1_000_000;
    }

    /** The clock is memcached's own, so there is nothing to wait for but the time. */
    @Override
    protected void passTime() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS))
                .join();
    }
}
