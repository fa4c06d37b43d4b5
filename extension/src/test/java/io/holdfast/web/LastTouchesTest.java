package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionId;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastTouchesTest {

    private final ManualClock clock = new ManualClock();
    private final LastTouches touches = new LastTouches(clock);
    private final SessionId id = TestKeys.id();

    @Test
    void whoWasNeverAskedForIsDue() {
        assertThat(touches.isDue(id)).isTrue();
    }

    @Test
    void theNextTouchIsDueAfterATenthOfTheTimeout() {
        touches.touched(id, 100);

        clock.advance(Duration.ofMillis(9_999));
        assertThat(touches.isDue(id)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(touches.isDue(id)).isTrue();
    }

    @Test
    void withoutATimeoutATouchIsDueNowAndThen() {
        touches.touched(id, 0);

        assertThat(touches.isDue(id)).isFalse();
        clock.advance(Duration.ofHours(1));
        assertThat(touches.isDue(id)).isTrue();
    }

    @Test
    void ofTooManyTheLongestUnusedAreForgotten() {
        touches.touched(id, 100);
        SessionId kept = TestKeys.id();
        touches.touched(kept, 100);
        for (int i = 0; i < LastTouches.MAX - 1; i++) {
            touches.touched(TestKeys.id(), 100);
        }

        assertThat(touches.isDue(id)).isTrue();
        assertThat(touches.isDue(kept)).isFalse();
    }
}
