package io.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aConditionIsAskedUntilItHolds() {
        Eventually.await("the third time", Duration.ofSeconds(20), () -> asked.incrementAndGet() == 3);
        assertThat(asked).hasValue(3);
    }

    @Test
    void theAnswerThatIsWantedIsReturned() {
        int answer = Eventually.answer("more than 3", Duration.ofSeconds(20), asked::incrementAndGet, n -> n > 3);
        assertThat(answer).isEqualTo(4);
    }

    @Test
    void whatWasWaitedForAndTheLastAnswerAreNamedIfTheTimeIsUp() {
        assertThatThrownBy(() -> Eventually.answer("a miracle", Duration.ZERO, asked::get, n -> n == 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited PT0S for: a miracle; at last: 0");
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Eventually.await("a miracle", Duration.ofSeconds(20), () -> false))
                    .hasMessage("interrupted while waiting for: a miracle");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
