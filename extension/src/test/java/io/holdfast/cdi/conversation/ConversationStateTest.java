package io.holdfast.cdi.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ConversationStateTest {

    private static final ConversationState USED_AT_1000 = new ConversationState(400, 1_000);

    private static InstantSource at(long millis) {
        return InstantSource.fixed(Instant.ofEpochMilli(millis));
    }

    @Test
    void itIsOverWhenItStayedUnusedForItsTimeoutAndAQuarter() {
        assertThat(USED_AT_1000.isOver(at(1_500))).isFalse();
        assertThat(USED_AT_1000.isOver(at(1_501))).isTrue();
    }

    @Test
    void aUseIsWrittenDownOnceAQuarterHasPassed() {
        assertThat(USED_AT_1000.isDue(at(1_100))).isFalse();
        assertThat(USED_AT_1000.isDue(at(1_101))).isTrue();
        assertThat(USED_AT_1000.used(at(1_400)).isOver(at(1_900))).isFalse();
    }

    @Test
    void withATimeoutOfZeroItIsNeverOver() {
        ConversationState endless = USED_AT_1000.withTimeout(0);
        assertThat(endless.isOver(at(Long.MAX_VALUE / 2))).isFalse();
        assertThat(endless.isDue(at(Long.MAX_VALUE / 2))).isFalse();
    }

    @Test
    void aClockThatIsBehindTheOneThatWroteDownAUseEndsNothing() {
        assertThat(USED_AT_1000.isOver(at(0))).isFalse();
        assertThat(USED_AT_1000.isDue(at(0))).isFalse();
    }
}
