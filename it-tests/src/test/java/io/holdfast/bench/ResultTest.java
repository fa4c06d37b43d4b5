package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final Reading BEFORE = new Reading(
            0,
            100,
            10,
            1000,
            300,
            Map.of(Figure.READS, 7.0),
            50,
            Map.of(1L, 1024L, 2L, 512_000L),
            Map.of(11L, 5L, 12L, 900L),
            1024);

    private static final Reading AFTER = new Reading(
            5000,
            4100,
            110,
            3000,
            800,
            Map.of(Figure.READS, 2017.0, Figure.FROM_STORE, 1000.0),
            1050,
            Map.of(1L, 1_025_024L, 3L, 1_024_000L),
            Map.of(11L, 1505L, 13L, 500L),
            2048);

    private static Result of(Load load, long lostChanges) {
        return Result.of(load, BEFORE, AFTER, lostChanges);
    }

    private static Load load(long requests, double seconds, int errors) {
        return new Load(requests, seconds, errors, errors, 1, 2, 0, 0);
    }

    private static Result withErrors(double perSecond, int errors) {
        return of(load((long) perSecond, 1, errors), 0);
    }

    private static double get(Result result, Figure figure) {
        return result.get(figure).orElseThrow();
    }

    @Test
    void whatIsCountedIsSharedByTheRequestsThatTheApplicationAnswered() {
        Result result = of(load(990, 4.95, 0), 0);
        assertThat(get(result, Figure.PER_SECOND)).isEqualTo(200, within(1e-9));
        assertThat(get(result, Figure.SERVER_TIME)).isEqualTo(2);
        assertThat(get(result, Figure.STORE_TIME)).isEqualTo(0.5);
        assertThat(get(result, Figure.READS)).isEqualTo(2.01);
        assertThat(get(result, Figure.FROM_STORE)).isEqualTo(1);
    }

    @Test
    void whatAStoreDoesNotCountIsNotKnown() {
        assertThat(of(load(990, 4.95, 0), 0).get(Figure.WRITES)).isEmpty();
        assertThat(Result.median(List.of(withErrors(900, 1))).get(Figure.WRITES))
                .isEmpty();
    }

    @Test
    void aThreadThatEndedTakesNothingAwayFromWhatOthersDid() {
        Result result = of(load(1000, 5, 0), 0);
        assertThat(get(result, Figure.ALLOCATED)).isEqualTo(2, within(1e-9));
        assertThat(get(result, Figure.SWITCHES)).isEqualTo(2, within(1e-9));
    }

    @Test
    void whatIsNobodysOfTheMeasurementIsOthers() {
        double percent = (4000 - 100 - 2000 - 500) / 5000.0 * 100;
        assertThat(get(of(load(1000, 5, 0), 0), Figure.OTHERS))
                .isEqualTo(percent / Runtime.getRuntime().availableProcessors(), within(1e-9));
    }

    @Test
    void aLostChangeIsAnErrorAndAChangeThatNobodyWaitedForIsNone() {
        assertThat(get(of(load(1000, 5, 2), 3), Figure.ERRORS)).isEqualTo(5);
        assertThat(get(of(load(1000, 5, 2), -3), Figure.ERRORS)).isEqualTo(2);
    }

    @Test
    void theMedianIsOfEachFigureAndErrorsAddUp() {
        Result median = Result.median(List.of(withErrors(900, 1), withErrors(100, 0), withErrors(300, 2)));
        assertThat(get(median, Figure.PER_SECOND)).isEqualTo(300);
        assertThat(get(median, Figure.ERRORS)).isEqualTo(3);
        assertThat(median.isWithoutErrors()).isFalse();
        assertThat(get(Result.median(List.of(withErrors(100, 0), withErrors(300, 0))), Figure.PER_SECOND))
                .isEqualTo(200);
    }
}
