package io.holdfast.cdi.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one request of this process at a time have a long-running conversation. Thread-safe. */
final class ConversationLocks {

    private final Map<Key, CountedLock> locks = new ConcurrentHashMap<>();
    private final Duration timeout;

    /** @param timeout how long to wait for a lock */
    ConversationLocks(Duration timeout) {
        this.timeout = timeout;
    }

    /** A conversation, by the session's id as the browser sent it and its own. Neither may be shown. */
    record Key(String session, String conversation) {

        @Override
        public String toString() {
            return "a conversation";
        }
    }

    private static final class CountedLock {
        private final Semaphore free = new Semaphore(1, true);
        private int interested;
    }

    /** Whether the conversation is the caller's now, until {@link #release}. */
    boolean tryAcquire(Key key) {
        CountedLock lock = locks.compute(key, (same, present) -> {
            CountedLock one = present == null ? new CountedLock() : present;
            one.interested++;
            return one;
        });
        boolean acquired = false;
        try {
            acquired = lock.free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!acquired) {
                leave(key);
            }
        }
        return acquired;
    }

    void release(Key key) {
        CountedLock lock = locks.get(key);
        if (lock != null) {
            lock.free.release();
            leave(key);
        }
    }

    private void leave(Key key) {
        locks.computeIfPresent(key, (same, lock) -> --lock.interested == 0 ? null : lock);
    }
}
