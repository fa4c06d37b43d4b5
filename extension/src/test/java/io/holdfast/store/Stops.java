package io.holdfast.store;

import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.SplittableRandom;

/** When one server stands still as a whole, as a process does that is stopped, or has used up its quota. */
final class Stops {

    private static final int LONGEST_STOP_MILLIS = 100;
    /** Now and then, as a collection of garbage: longer than a request's budget. */
    private static final int LONGEST_PAUSE_MILLIS = 2000;

    private static final int ONE_PAUSE_AMONG = 20;
    private static final int LONGEST_GO_MILLIS = 20;

    private final ManualClock clock;
    private final SplittableRandom random;
    private boolean again;
    private long until;
    private long total;

    Stops(ManualClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Stops now and again and again, for a while each time. */
    void begin() {
        again = true;
        stop();
    }

    /** After the stop that is under way there is no other. */
    void end() {
        again = false;
    }

    private void stop() {
        if (!again) {
            return;
        }
        int most = random.nextInt(ONE_PAUSE_AMONG) == 0 ? LONGEST_PAUSE_MILLIS : LONGEST_STOP_MILLIS;
        Duration stopped = Duration.ofMillis(1 + random.nextInt(most));
        until = clock.nanos() + stopped.toNanos();
        total += stopped.toNanos();
        clock.after(stopped, () -> {}); // so that time does not pass by it
        clock.after(stopped.plusMillis(1 + random.nextInt(LONGEST_GO_MILLIS)), this::stop);
    }

    /** How long it has stood still so far. */
    long stoppedNanos() {
        return total - Math.max(0, until - clock.nanos());
    }

    boolean isStopped() {
        return clock.nanos() < until;
    }

    /** Now, or as soon as the server goes on: what comes meanwhile lies in its sockets. */
    void whenGoing(Runnable action) {
        if (isStopped()) {
            clock.after(Duration.ofNanos(until - clock.nanos()), () -> whenGoing(action));
        } else {
            action.run();
        }
    }
}
