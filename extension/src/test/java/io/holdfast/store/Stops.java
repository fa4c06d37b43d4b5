package io.holdfast.store;

import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.SplittableRandom;

/** When one server stands still as a whole, as a process does that is stopped, or has used up its quota. */
final class Stops {

    private static final int LONGEST_STOP_MILLIS = 100;
    private static final int LONGEST_GO_MILLIS = 20;

    private final ManualClock clock;
    private final SplittableRandom random;
    private boolean again;
    private long until;

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
        Duration stopped = Duration.ofMillis(1 + random.nextInt(LONGEST_STOP_MILLIS));
        until = clock.nanos() + stopped.toNanos();
        clock.after(stopped, () -> {}); // so that time does not pass by it
        clock.after(stopped.plusMillis(1 + random.nextInt(LONGEST_GO_MILLIS)), this::stop);
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
