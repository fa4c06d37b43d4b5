package io.holdfast.cdi;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one request of this process at a time have a long-running conversation. Thread-safe. */
final class Turns {

    private final Map<Key, Turn> turns = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience how long to wait for one's turn */
    Turns(Duration patience) {
        this.patience = patience;
    }

    /** A conversation, by the session's id as the browser sent it and its own. Neither may be shown. */
    record Key(String session, String conversation) {

        @Override
        public String toString() {
            return "a conversation";
        }
    }

    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int interested;
    }

    /** Whether the conversation is the caller's now, until {@link #giveBack}. */
    boolean take(Key key) {
        Turn turn = turns.compute(key, (same, present) -> {
            Turn one = present == null ? new Turn() : present;
            one.interested++;
            return one;
        });
        boolean taken = false;
        try {
            taken = turn.free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                leave(key);
            }
        }
        return taken;
    }

    void giveBack(Key key) {
        Turn turn = turns.get(key);
        if (turn != null) {
            turn.free.release();
            leave(key);
        }
    }

    private void leave(Key key) {
        turns.computeIfPresent(key, (same, turn) -> --turn.interested == 0 ? null : turn);
    }
}
