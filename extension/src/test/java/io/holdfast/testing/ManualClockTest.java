package io.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void timeStandsStillUntilItIsAdvanced() {
        Instant start = clock.instant();
        assertThat(clock.nanos()).isZero();

        clock.advance(Duration.ofMillis(3));

        assertThat(clock.instant()).isEqualTo(start.plusMillis(3));
        assertThat(clock.nanos()).isEqualTo(3_000_000);
    }

    @Test
    void whatWasPutOffRunsInOrderAtItsTime() {
        List<String> ran = new ArrayList<>();
        clock.after(Duration.ofMillis(20), () -> ran.add("c at " + millis()));
        clock.after(Duration.ofMillis(10), () -> ran.add("a at " + millis()));
        clock.after(Duration.ofMillis(10), () -> {
            ran.add("b at " + millis());
            clock.after(Duration.ofMillis(5), () -> ran.add("from b at " + millis()));
        });
        clock.after(Duration.ofMillis(31), () -> ran.add("too late"));

        clock.advance(Duration.ofMillis(30));

        assertThat(ran).containsExactly("a at 10", "b at 10", "from b at 15", "c at 20");
        assertThat(millis()).isEqualTo(30);
    }

    @Test
    void itTellsHowLongItIsUntilSomethingHappens() {
        assertThat(clock.untilNext()).isEmpty();
        clock.after(Duration.ofMillis(20), () -> {});
        clock.advance(Duration.ofMillis(15));
        assertThat(clock.untilNext()).hasValue(Duration.ofMillis(5));
    }

    private long millis() {
        return clock.nanos() / 1_000_000;
    }
}
