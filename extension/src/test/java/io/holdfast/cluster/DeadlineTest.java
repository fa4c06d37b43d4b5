package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration BUDGET = Duration.ofMillis(100);

    private final ManualClock clock = new ManualClock();
    private final Deadline deadline = Deadline.in(BUDGET, clock::nanos);

    @Test
    void whatIsLeftShrinksWithTimeAndIsNeverLessThanNothing() {
        assertThat(deadline.remainingNanos()).isEqualTo(BUDGET.toNanos());
        clock.advance(BUDGET.minusNanos(1));
        assertThat(deadline.remainingNanos()).isOne();
        assertThat(deadline.hasPassed()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(deadline.hasPassed()).isTrue();
        clock.advance(BUDGET);
        assertThat(deadline.remainingNanos()).isZero();
    }

    @Test
    void itIsPutOffByStopsOfTheProcessUpToTenSeconds() {
        AtomicLong stopped = new AtomicLong(5);
        Deadline putOff = Deadline.in(BUDGET, clock::nanos, stopped::get);
        clock.advance(BUDGET.multipliedBy(3));
        stopped.addAndGet(BUDGET.multipliedBy(3).toNanos());
        assertThat(putOff.remainingNanos()).isEqualTo(BUDGET.toNanos());
        assertThat(putOff.withAtLeast(BUDGET.toNanos() + 1).remainingNanos()).isEqualTo(BUDGET.toNanos() + 1);
        clock.advance(Duration.ofSeconds(10));
        stopped.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(putOff.hasPassed()).isTrue();
    }

    @Test
    void aDeadlineWithEnoughLeftStaysTheSame() {
        assertThat(deadline.withAtLeast(BUDGET.toNanos())).isSameAs(deadline);
    }

    @Test
    void aDeadlineWithTooLittleLeftIsPutOffFromNow() {
        clock.advance(Duration.ofMillis(30));
        Deadline later = deadline.withAtLeast(BUDGET.toNanos());
        assertThat(later.remainingNanos()).isEqualTo(BUDGET.toNanos());
        assertThat(deadline.remainingNanos())
                .isEqualTo(BUDGET.minus(Duration.ofMillis(30)).toNanos());
    }
}
