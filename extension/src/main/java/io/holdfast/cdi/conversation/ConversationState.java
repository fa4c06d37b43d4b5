package io.holdfast.cdi.conversation;

import java.io.Serializable;
import java.time.InstantSource;

/**
 * What is stored of a long-running conversation besides its beans.
 *
 * <p>Its times are those of the servers' own clocks, which only a timeout is measured by: a hint (Jakarta CDI 4.0), not
 * a bound.
 *
 * @param timeoutMillis how long it may stay unused; 0 or less for as long as its session lives
 * @param usedMillis about when it was used last
 */
record ConversationState(long timeoutMillis, long usedMillis) implements Serializable {

    /** What part of the timeout may pass until a use is written down: requests that only read are to stay such. */
    private static final int SLACK = 4;

    /** Whether it stayed unused for its timeout, by all that is known of it. */
    boolean isOver(InstantSource time) {
        return timeoutMillis > 0 && unused(time) - timeoutMillis > timeoutMillis / SLACK;
    }

    /** Whether {@link #used} is to be written down, lest it should be over too soon. */
    boolean isDue(InstantSource time) {
        return timeoutMillis > 0 && unused(time) > timeoutMillis / SLACK;
    }

    private long unused(InstantSource time) {
        return time.millis() - usedMillis;
    }

    ConversationState used(InstantSource time) {
        return new ConversationState(timeoutMillis, time.millis());
    }

    ConversationState withTimeout(long millis) {
        return new ConversationState(millis, usedMillis);
    }
}
