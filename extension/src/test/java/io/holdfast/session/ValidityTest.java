package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ValidityTest {

    private static final BigInteger LONGEST =
            BigInteger.valueOf(Duration.ofDays(29).plusMinutes(5).toMillis());

    private static boolean isBelieved(long until, long now) {
        BigInteger left = BigInteger.valueOf(until).subtract(BigInteger.valueOf(now));
        return left.signum() >= 0 && left.compareTo(LONGEST) <= 0;
    }

    @Property
    void aRecordIsBelievedToItsEndAndNoLongerThanTwentyNineDaysAndTheSlackOfClocksAhead(
            @ForAll @LongRange(min = 0) long until, @ForAll @LongRange(min = 0) long now) {
        assertThat(new Validity(0, 0, until).isBelievedAt(now)).isEqualTo(isBelieved(until, now));
    }

    @Property
    void soItIsNearBothEnds(
            @ForAll @LongRange(min = 0, max = 1L << 60) long now, @ForAll @LongRange(min = -10, max = 10) long beside) {
        for (long end : new long[] {now, now + LONGEST.longValueExact()}) {
            assertThat(new Validity(0, 0, end + beside).isBelievedAt(now)).isEqualTo(isBelieved(end + beside, now));
        }
    }
}
