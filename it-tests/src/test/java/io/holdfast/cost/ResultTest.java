package io.holdfast.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final Reading BEFORE = new Reading(
            0, 100, 10, 1000, Map.of("rusage_user", 1.0, "cmd_touch", 7.0), 50, Map.of(1L, 1024L, 2L, 512_000L));

    private static final Reading AFTER = new Reading(
            5000,
            4100,
            110,
            3000,
            Map.of("rusage_user", 1.5, "cmd_touch", 2007.0, "cmd_get", 10.0, "bytes_written", 1_024_000.0),
            1050,
            Map.of(1L, 1_025_024L, 3L, 1_024_000L));

    private static Result of(Load load, long lostChanges) {
        return Result.of(load, BEFORE, AFTER, lostChanges);
    }

    private static Result withErrors(double perSecond, int errors) {
        return of(new Load((long) perSecond, 1, errors), 0);
    }

    @Test
    void whatIsCountedIsSharedByTheRequestsThatTheApplicationAnswered() {
        Result result = of(new Load(990, 4.95, 0), 0);
        assertThat(result.get(Figure.PER_SECOND)).isEqualTo(200, within(1e-9));
        assertThat(result.get(Figure.SERVER_TIME)).isEqualTo(2);
        assertThat(result.get(Figure.NODES_TIME)).isEqualTo(0.5);
        assertThat(result.get(Figure.READS)).isEqualTo(2.01);
        assertThat(result.get(Figure.WRITES)).isZero();
        assertThat(result.get(Figure.FROM_NODES)).isEqualTo(1);
    }

    @Test
    void aThreadThatEndedTakesNothingAwayFromWhatOthersAllocated() {
        assertThat(of(new Load(1000, 5, 0), 0).get(Figure.ALLOCATED)).isEqualTo(2, within(1e-9));
    }

    @Test
    void whatIsNobodysOfTheMeasurementIsOthers() {
        double percent = (4000 - 100 - 2000 - 500) / 5000.0 * 100;
        assertThat(of(new Load(1000, 5, 0), 0).get(Figure.OTHERS))
                .isEqualTo(percent / Runtime.getRuntime().availableProcessors(), within(1e-9));
    }

    @Test
    void aLostChangeIsAnErrorAndAChangeThatNobodyWaitedForIsNone() {
        assertThat(of(new Load(1000, 5, 2), 3).get(Figure.ERRORS)).isEqualTo(5);
        assertThat(of(new Load(1000, 5, 2), -3).get(Figure.ERRORS)).isEqualTo(2);
    }

    @Test
    void theMedianIsOfEachFigureAndErrorsAddUp() {
        Result median = Result.median(List.of(withErrors(900, 1), withErrors(100, 0), withErrors(300, 2)));
        assertThat(median.get(Figure.PER_SECOND)).isEqualTo(300);
        assertThat(median.get(Figure.ERRORS)).isEqualTo(3);
        assertThat(Result.median(List.of(withErrors(100, 0), withErrors(300, 0)))
                        .get(Figure.PER_SECOND))
                .isEqualTo(200);
    }
}
