package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {

    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @Property
    void aPauseIsWithinItsBounds(@ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
        assertThat(Duration.ofNanos(BACK_OFF.nanos(failures, new Random(seed))))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    @Example
    void pausesDoubleAndAreSpreadOverTheirUpperHalf() {
        for (int failures = 1; failures <= 6; failures++) {
            Random random = new Random(failures);
            int number = failures;
            long[] pauses = LongStream.generate(() -> BACK_OFF.nanos(number, random) / 1_000_000)
                    .limit(1000)
                    .toArray();
            long least = 100L << (failures - 1);
            assertThat(LongStream.of(pauses).min().orElseThrow()).isBetween(least, least + least / 10);
            assertThat(LongStream.of(pauses).max().orElseThrow()).isBetween(2 * least - least / 10, 2 * least);
        }
    }
}
