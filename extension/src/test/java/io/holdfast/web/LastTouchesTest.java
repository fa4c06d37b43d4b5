package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionId;
import io.holdfast.testing.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastTouchesTest {

    private final ManualClock clock = new ManualClock();
    private final LastTouches touches = new LastTouches(clock);
    private final SecureRandom random = new SecureRandom();
    private final SessionId id = SessionId.random(random);

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
        SessionId kept = SessionId.random(random);
        touches.touched(kept, 100);
        for (int i = 0; i < LastTouches.MAX - 1; i++) {
            touches.touched(SessionId.random(random), 100);
        }

        assertThat(touches.isDue(id)).isTrue();
        assertThat(touches.isDue(kept)).isFalse();
    }
}
