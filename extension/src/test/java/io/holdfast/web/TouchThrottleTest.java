package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TouchThrottleTest {

    private final ManualClock clock = new ManualClock();
    private final TouchThrottle touchThrottle = new TouchThrottle(clock);
    private final SessionId id = TestKeys.id();

    @Test
    void whoWasNeverAskedForIsDue() {
        assertThat(touchThrottle.isDue(id)).isTrue();
    }

    @Test
    void theNextTouchIsDueAfterATenthOfTheTimeout() {
        touchThrottle.touched(id, 100);

        clock.advance(Duration.ofMillis(9_999));
        assertThat(touchThrottle.isDue(id)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(touchThrottle.isDue(id)).isTrue();
    }

    @Test
    void withoutATimeoutATouchIsDueNowAndThen() {
        touchThrottle.touched(id, 0);

        assertThat(touchThrottle.isDue(id)).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(touchThrottle.isDue(id)).isTrue();
    }

    @Test
    void ofTooManyTheLongestUnusedAreForgotten() {
        touchThrottle.touched(id, 100);
        SessionId kept = TestKeys.id();
        touchThrottle.touched(kept, 100);
        for (int i = 0; i < TouchThrottle.MAX - 1; i++) {
            touchThrottle.touched(TestKeys.id(), 100);
        }

        assertThat(touchThrottle.isDue(id)).isTrue();
        assertThat(touchThrottle.isDue(kept)).isFalse();
    }
}
